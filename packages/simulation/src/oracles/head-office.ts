// What must hold in head office's database at any moment, and between it and what the phones remember.

import { LEDGER_DIFFERENCES, type OwnersDatabase } from "@aisle/db";
import { type CommandDraft, isSuperseded } from "@aisle/sync";
import { CLIENTS } from "../world/chain.ts";
import type { World } from "../world/world.ts";
import type { Broken } from "./phone-watch.ts";

type Truth = {
  /** Answers by command id, in the order of the phone's numbers. */
  readonly outcomes: readonly {
    readonly id: string;
    readonly kind: string;
    readonly device: string;
    readonly seq: number | null;
  }[];
  /** Everything that has an id of a command's making: orders, clients, notes, and addresses by their first line. */
  readonly effects: ReadonlyMap<string, number>;
  /** Reservations and ledger lines of an order. */
  readonly promised: ReadonlyMap<string, { readonly reservations: number; readonly movements: number }>;
  readonly oversold: number;
  readonly ledgerDifferences: number;
};

export async function judgeHeadOffice(world: World): Promise<Broken | null> {
  const truth = await readTruth(world.database);
  if (truth.oversold > 0) return { oracle: "no-oversell", what: `${truth.oversold} units are promised that are not there` };
  const effects = judgeEffects(world, truth);
  if (effects) return effects;
  if (truth.ledgerDifferences > 0)
    return { oracle: "ledger", what: `${truth.ledgerDifferences} counters the ledger does not explain` };
  return judgeNeeds(world, truth) ?? judgeOrder(world, truth);
}

/** Every command a phone knows to be taken is taken at head office; with `isCalm`, every answer is head office's own. */
export async function judgeAgreement(world: World, isCalm: boolean): Promise<Broken | null> {
  const { outcomes } = await readTruth(world.database);
  const kindById = new Map(outcomes.map(({ id, kind }) => [id, kind]));
  for (const phone of world.phones) {
    // What was taken once is never unheard of again, even if a backup came back: it is taken again, or superseded and shown as such,
    // even if a second backup then takes the refusal away.
    const superseded = new Set(
      phone.disk.contents
        .held()
        .outbox.filter(isSuperseded)
        .map(({ id }): string => id),
    );
    const isMissing = (id: string) => !kindById.has(id) && !superseded.has(id);
    const missing = isCalm ? [...phone.watch.accepted].find(isMissing) : undefined;
    if (missing !== undefined)
      return {
        oracle: "phone-and-head-office-agree",
        what: `${phone.name} was told that ${missing} is taken; head office has nothing`,
      };
    for (const { id, outcome } of phone.disk.contents.held().outbox) {
      if (outcome === null) continue;
      const kind = kindById.get(id);
      const wasTaken = outcome.kind === "applied" || outcome.kind === "adjusted";
      // A restored database may have forgotten a refusal: the phone still shows it, and nothing was done.
      if (!wasTaken && (kind === undefined || world.lives > 0)) continue;
      // Until it is calm, what a backup lost may still be on its way back.
      if (wasTaken && kind !== outcome.kind && world.lives > 0 && !isCalm) continue;
      if (kind !== outcome.kind) {
        const what = `${phone.name} was told "${outcome.kind}" for ${id}; head office has ${kind ?? "nothing"}`;
        return { oracle: "phone-and-head-office-agree", what };
      }
    }
  }
  return null;
}

function judgeEffects(world: World, truth: Truth): Broken | null {
  const kindById = new Map(truth.outcomes.map(({ id, kind }) => [id, kind]));
  const explained = new Set<string>();
  for (const draft of world.asked.values()) {
    const kind = kindById.get(draft.id);
    const isTaken = kind === "applied" || kind === "adjusted";
    const key = effectOf(draft);
    const times = truth.effects.get(key) ?? 0;
    explained.add(key);
    const broken = (what: string): Broken => ({ oracle: "one-outcome-one-effect", what: `${draft.name} ${draft.id}: ${what}` });
    if (times !== (isTaken ? 1 : 0)) return broken(`answer ${kind ?? "none"}, but ${times} effects`);
    if (draft.name !== "order.ship-to-home") continue;
    const { reservations, movements } = truth.promised.get(draft.args.orderId) ?? { reservations: 0, movements: 0 };
    const lines = isTaken ? draft.args.lines.length : 0;
    if (reservations !== lines || movements !== lines) return broken(`${reservations} reservations, ${movements} ledger lines`);
  }
  for (const key of [...truth.effects.keys(), ...truth.promised.keys()]) {
    if (!explained.has(key)) return { oracle: "one-outcome-one-effect", what: `nobody asked for ${key}` };
  }
  return null;
}

/** The one thing a command makes, by an id that no other command makes. */
function effectOf(draft: CommandDraft): string {
  switch (draft.name) {
    case "order.ship-to-home":
      return draft.args.orderId;
    case "customer.create":
      return draft.args.customerId;
    case "customer.add-note":
      return draft.args.noteId;
    case "customer.set-consent":
      return draft.id;
    case "customer.save-address":
      return draft.args.address.line1;
  }
}

function judgeNeeds(world: World, truth: Truth): Broken | null {
  const taken = new Set(truth.outcomes.filter(({ kind }) => kind === "applied" || kind === "adjusted").map(({ id }) => id));
  for (const draft of world.asked.values()) {
    const missing = draft.needs.find((id) => !taken.has(id));
    if (taken.has(draft.id) && missing !== undefined)
      return { oracle: "needs-first", what: `${draft.id} was taken without ${missing}, which it needs` };
  }
  return null;
}

/** A phone's commands were decided in the order it issued them. Two phones with one number have no common order. */
function judgeOrder(world: World, truth: Truth): Broken | null {
  const place = new Map([...world.asked.keys()].map((id, index) => [id, index]));
  for (const phone of world.phones) {
    if (phone.hasTwin) continue;
    let last = -1;
    for (const { id, device } of truth.outcomes) {
      if (device !== phone.device) continue;
      const at = place.get(id) ?? -1;
      if (at < last) return { oracle: "in-order", what: `${phone.name}: ${id} took effect after one that was issued later` };
      last = at;
    }
  }
  return null;
}

async function readTruth(database: OwnersDatabase): Promise<Truth> {
  const [outcomes, effects, promised, counts, ledger] = await Promise.all([
    database.query<{ id: string; kind: string; device: string; seq: string | null }>(
      "select command_id as id, kind, device_id as device, seq from command_outcome order by device_id, seq",
      [],
      "truth-outcomes",
    ),
    database.query<{ key: string; times: number }>(
      `select key, count(*)::int as times from (
         select order_id::text as key from customer_order
         union all select customer_id::text from customer where customer_id <> all($1::uuid[])
         union all select note_id::text from customer_note
         union all select line1 from customer_address) as made group by key`,
      [CLIENTS.map(({ id }) => id)],
      "truth-effects",
    ),
    database.query<{ id: string; reservations: number; movements: number }>(
      `select o.order_id as id, (select count(*)::int from reservation r where r.order_id = o.order_id) as reservations,
         (select count(*)::int from stock_movement m where m.order_id = o.order_id) as movements
       from (select order_id from customer_order union select order_id from reservation
         union select order_id from stock_movement where order_id is not null) o`,
      [],
      "truth-promised",
    ),
    database.query<{ oversold: number }>(
      `select coalesce(sum(greatest(reserved + leased - greatest(on_hand - unavailable - safety, 0) - short, 0)), 0)::int as oversold
       from stock_level`,
      [],
      "truth-oversold",
    ),
    database.query(LEDGER_DIFFERENCES, [], "truth-ledger"),
  ]);
  return {
    outcomes: outcomes.map(({ seq, ...row }) => ({ ...row, seq: seq === null ? null : Number(seq) })),
    effects: new Map(effects.map(({ key, times }) => [key, times])),
    promised: new Map(promised.map(({ id, ...row }) => [id, row])),
    oversold: counts[0]?.oversold ?? 0,
    ledgerDifferences: ledger.length,
  };
}
