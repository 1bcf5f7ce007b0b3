// Clients and associates who move between stores, leave and come back, and a phone that reads while they do.
//
//   write, write, ... | ask (a reply is read in its snapshot, and kept) | a kept reply arrives, in any order | a store is
//   taken from the phone or given back
//
// At the end the phone reads everything once more, and its rows are held against Postgres.

import { createChanges, type Database, recordChanges, storeFeed, withTx } from "@aisle/db";
import type { SeededRandom } from "@aisle/domain/testing";
import type { OkReply } from "@aisle/protocol";
import { newId, pull } from "@aisle/server/testing";
import { createMemoryStorage, type Stand } from "@aisle/sync";

const STORES = ["airport", "downtown", "harbour"];
const EPOCH = "one life";
/** Small, so that a feed often takes several answers. */
const ROOM = 3;

type Person = { readonly id: string; readonly table: "customer" | "associate"; at: string | null };
type Kept = { readonly stand: Stand; readonly reply: OkReply };

export type Wandering = {
  /** Rows the phone holds and should not, or lacks, or holds otherwise. */
  readonly differences: readonly string[];
  readonly repliesLeft: number;
};

export async function wander(database: Database, random: SeededRandom, steps: number): Promise<Wandering> {
  const people: Person[] = [];
  const phone = createMemoryStorage();
  const scope = new Set(STORES.map(storeFeed));
  const kept: Kept[] = [];
  let repliesLeft = 0;

  const write = async () => {
    await withTx(database, {}, async (tx) => {
      const changes = createChanges();
      const told = (person: Person, at: string) =>
        person.table === "customer" ? changes.customer(person.id, at) : changes.associate(person.id, at);
      const home = (person: Person) => (person.table === "customer" ? "home_location_id" : "location_id");
      for (let count = 1 + random.int(3); count > 0; count--) {
        const person = random.pick(people);
        const { id, table, at } = person;
        if (at === null) continue;
        const to = random.pick(STORES);
        if (random.chance(0.1) && table === "customer") {
          await tx.query("delete from customer where customer_id = $1", [id]);
          changes.gone(storeFeed(at), "customers", id);
          person.at = null;
          continue;
        }
        if (random.chance(0.2) && table === "associate") {
          await tx.query("update associate set is_active = not is_active where associate_id = $1", [id]);
        }
        await tx.query(`update ${table} set name = $2, ${home(person)} = $3 where ${table}_id = $1`, [
          id,
          `name ${random.int(1e6)}`,
          to,
        ]);
        told(person, to);
        if (to !== at) changes.gone(storeFeed(at), table === "customer" ? "customers" : "associates", id);
        person.at = to;
      }
      await recordChanges(tx, changes);
    });
  };

  const ask = async (): Promise<Kept> => {
    const { stand } = await phone.takeBatch({ now: 0, pushMax: 1 });
    const feeds = [...scope];
    const pulled = await pull(database, { scope: feeds, cursor: stand.cursor, room: ROOM });
    if (pulled.tooOld.length + pulled.ahead.length > 0) throw new Error("a feed that only grows was called lost");
    const reply: OkReply = {
      kind: "ok",
      epoch: EPOCH,
      lastSeq: 0,
      outcomes: [],
      patches: pulled.patches,
      drop: Object.keys(stand.cursor).filter((feed) => !scope.has(feed)),
      fetch: [],
      catalogue: 0,
      more: pulled.more,
      serverTime: new Date(0).toISOString(),
      next: { pollMs: 1, pushMax: 1 },
    };
    return { stand, reply };
  };

  const arrive = async ({ stand, reply }: Kept) => {
    const { feeds } = await phone.apply({ stand, reply, now: 0 });
    if (feeds.length < reply.patches.length) repliesLeft++;
  };

  for (let index = 0; index < 12; index++) {
    const [id, at, table] = [newId(), random.pick(STORES), index % 4 === 0 ? ("associate" as const) : ("customer" as const)];
    people.push({ id, table, at });
    if (table === "customer") await database.query(ADD_CUSTOMER, [id, at]);
    else await database.query(ADD_ASSOCIATE, [id, at]);
  }
  await withTx(database, {}, async (tx) => {
    const changes = createChanges();
    for (const { id, at, table } of people)
      table === "customer" ? changes.customer(id, at ?? "") : changes.associate(id, at ?? "");
    await recordChanges(tx, changes);
  });

  for (let step = 0; step < steps; step++) {
    const dice = random.next();
    if (dice < 0.45) await write();
    else if (dice < 0.7) kept.push(await ask());
    else if (dice < 0.94) {
      const [late] = kept.splice(random.int(kept.length), 1);
      if (late) await arrive(late);
    } else {
      const feed = storeFeed(random.pick(STORES));
      if (!scope.delete(feed)) scope.add(feed);
    }
  }
  for (const store of STORES) scope.add(storeFeed(store));
  for (let more = true; more; ) {
    const last = await ask();
    await arrive(last);
    more = last.reply.more || last.reply.drop.length > 0;
  }
  const { rows } = phone.held();
  const truth = await database.query<{ row: string }>(TRUTH);
  const held = [
    ...rows.customers.map((each) => `${each.feed} ${each.customerId} ${each.name}`),
    ...rows.associates.map((each) => `${each.feed} ${each.associateId} ${each.name}`),
  ];
  const expected = new Set(truth.map(({ row }) => row));
  const differences = [
    ...held.filter((row) => !expected.has(row)).map((row) => `phone only: ${row}`),
    ...[...expected].filter((row) => !held.includes(row)).map((row) => `head office only: ${row}`),
  ];
  return { differences, repliesLeft };
}

const ADD_CUSTOMER = "insert into customer (customer_id, name, home_location_id, since) values ($1, 'A client', $2, 2020)";
const ADD_ASSOCIATE = "insert into associate (associate_id, name, role, location_id) values ($1, 'A colleague', 'associate', $2)";
const TRUTH = `
select 'store:' || home_location_id || ' ' || customer_id || ' ' || name as row from customer
union all select 'store:' || location_id || ' ' || associate_id || ' ' || name from associate where is_active`;
