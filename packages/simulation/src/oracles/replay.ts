import type { OwnersDatabase } from "@aisle/db";
import { MAX_PUSH, PROTOCOL_VERSION } from "@aisle/protocol";
import { type StampedRow, toPushed } from "@aisle/sync";
import { ALL_FINE } from "../story.ts";
import type { World } from "../world/world.ts";
import type { Broken } from "./phone-watch.ts";

/** Sends everything every phone ever sent once more, twice over, under its old numbers: nothing at head office may change. */
export async function judgeReplay(world: World): Promise<Broken | null> {
  const before = await digest(world.database);
  // What a restored database has forgotten was refused or is on its way back; deciding it now would be no repeat.
  const answered = new Set(
    (await world.database.query<{ id: string }>("select command_id as id from command_outcome")).map(({ id }) => id),
  );
  for (const phone of world.phones) {
    const { state, outbox } = phone.disk.contents.held();
    const sent = outbox
      .filter((row): row is StampedRow => row.seq !== null && answered.has(row.id))
      .sort((a, b) => a.seq - b.seq);
    for (const push of [...runs(sent), ...runs(sent)]) {
      const body = JSON.stringify({
        proto: PROTOCOL_VERSION,
        device: phone.device,
        app: "simulation",
        epoch: state.epoch,
        push: push.map(toPushed),
        outcomesKept: 0,
        cursor: state.cursor,
        room: 2000,
      });
      await world.deliver(phone, body, ALL_FINE);
    }
  }
  const after = await digest(world.database);
  return before === after ? null : { oracle: "replay-changes-nothing", what: `before ${before}, after ${after}` };
}

/** Runs of numbers without a hole, as an exchange holds them. */
function runs(rows: readonly StampedRow[]): StampedRow[][] {
  const all: StampedRow[][] = [];
  for (const row of rows) {
    const run = all.at(-1);
    const last = run?.at(-1);
    if (run && last && run.length < MAX_PUSH && row.seq === last.seq + 1) run.push(row);
    else all.push([row]);
  }
  return all;
}

async function digest(database: OwnersDatabase): Promise<string> {
  const [row] = await database.query<{ digest: string }>(
    `select concat_ws(' ', (select count(*) from customer_order), (select count(*) from customer), (select count(*) from customer_note),
       (select count(*) from customer_address), (select count(*) from reservation), (select count(*) from stock_movement),
       (select count(*) from command_outcome), (select sum(head) from feed), (select sum(reserved) from stock_level)) as digest`,
    [],
    "digest",
  );
  return row?.digest ?? "";
}
