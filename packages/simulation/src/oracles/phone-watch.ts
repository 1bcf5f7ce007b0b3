// What must hold on a phone after every transaction of its storage, whatever went wrong around it.

import type { LocationId } from "@aisle/domain";
import { foldCustomers, foldOrders, type Held, isWaiting, needsAPerson, type OutboxRow, type RestingRow } from "@aisle/sync";

/** The rules a run can break, by the name a canary's test asks for. */
export type OracleName =
  | "nothing-dropped"
  | "one-number-each"
  | "fold-shows-what-waits"
  | "cursor-never-back"
  | "answer-never-changes"
  | "seen-by-a-person"
  | "one-outcome-one-effect"
  | "ledger"
  | "no-oversell"
  | "in-order"
  | "needs-first"
  | "same-rows"
  | "replay-changes-nothing"
  | "phone-and-head-office-agree"
  | "everything-answered"
  | "nothing-threw";

export type Broken = { readonly oracle: OracleName; readonly what: string };

export type PhoneWatch = {
  /** Commands whose saving was said to have worked. */
  readonly saved: Set<string>;
  /** Taken back by a person. */
  readonly withdrawn: Set<string>;
  /** Seen and dealt with by a person, with the answer they saw. */
  readonly acknowledged: Map<string, string>;
  /** Commands this phone has heard to be taken, while it still keeps them. */
  readonly accepted: Set<string>;
  /** Answered, old and in order: let go of by the phone itself. */
  readonly forgotten: Set<string>;
  readonly look: (held: Held, call: string) => Broken | null;
  /** Another phone begins with the same contents. */
  readonly copy: () => PhoneWatch;
};

const HOME = "downtown" as LocationId;

export function createPhoneWatch(from?: PhoneWatch): PhoneWatch {
  const saved = new Set(from?.saved);
  const withdrawn = new Set(from?.withdrawn);
  const acknowledged = new Map(from?.acknowledged);
  const accepted = new Set(from?.accepted);
  const forgotten = new Set(from?.forgotten);
  let before = new Map<string, RestingRow>();
  let cursor: Readonly<Record<string, number>> = {};
  /** The last number given to a command, as head office counts since it last said where to go on. */
  let lastGiven: number | null = null;

  const look = (held: Held, call: string): Broken | null => {
    const rows = new Map<string, RestingRow>(held.outbox.map((row) => [row.id, row]));
    const broken =
      dropped(rows) ??
      numbers(held.outbox) ??
      given(held, call) ??
      answers(rows, call) ??
      unseen(rows) ??
      cursors(held.state.cursor) ??
      hidden(held);
    for (const row of held.outbox) {
      if (row.outcome?.kind === "applied" || row.outcome?.kind === "adjusted") accepted.add(row.id);
    }
    before = rows;
    cursor = held.state.cursor;
    return broken;
  };

  const dropped = (rows: ReadonlyMap<string, RestingRow>): Broken | null => {
    for (const id of saved) {
      if (rows.has(id) || withdrawn.has(id) || forgotten.has(id)) continue;
      const was = before.get(id);
      if (was?.outcome && !needsAPerson(was)) forgotten.add(id);
      else return { oracle: "nothing-dropped", what: `command ${id} was saved and is no longer there` };
    }
    return null;
  };

  const numbers = (rows: readonly RestingRow[]): Broken | null => {
    let last = 0;
    for (const row of rows) {
      if (!isWaiting(row) || row.seq === null) continue;
      if (row.seq <= last) return { oracle: "one-number-each", what: `number ${row.seq} was given after ${last}` };
      last = row.seq;
    }
    return null;
  };

  const given = ({ outbox, state }: Held, call: string): Broken | null => {
    if (lastGiven === null || call === "restamp" || call === "startOver") lastGiven = state.nextSeq - 1;
    for (const { id, seq } of outbox) {
      if (seq === null || before.get(id)?.seq !== null) continue;
      if (seq <= lastGiven) return { oracle: "one-number-each", what: `number ${seq} was given again after ${lastGiven}` };
      lastGiven = seq;
    }
    return null;
  };

  const answers = (rows: ReadonlyMap<string, RestingRow>, call: string): Broken | null => {
    for (const [id, was] of before) {
      const is = rows.get(id);
      if (!is || was.outcome === null || was.outcome.kind === is.outcome?.kind) continue;
      const wasTaken = was.outcome.kind === "applied" || was.outcome.kind === "adjusted";
      const isOfferedAgain = is.outcome === null && wasTaken && (call === "restamp" || call === "startOver");
      if (!isOfferedAgain)
        return { oracle: "answer-never-changes", what: `${was.outcome.kind} became ${is.outcome?.kind ?? "waiting"} by ${call}` };
    }
    return null;
  };

  const unseen = (rows: ReadonlyMap<string, RestingRow>): Broken | null => {
    for (const row of rows.values()) {
      const { outcome } = row;
      if (!row.acknowledged || outcome === null || outcome.kind === "applied") continue;
      if (acknowledged.get(row.id) !== outcome.kind)
        return { oracle: "seen-by-a-person", what: `${outcome.kind} counts as seen, but nobody saw it` };
    }
    return null;
  };

  const cursors = (now: Readonly<Record<string, number>>): Broken | null => {
    for (const [feed, version] of Object.entries(now)) {
      const was = cursor[feed];
      if (was !== undefined && version < was)
        return { oracle: "cursor-never-back", what: `${feed} went from ${was} back to ${version}` };
    }
    return null;
  };
  return {
    saved,
    withdrawn,
    acknowledged,
    accepted,
    forgotten,
    look,
    copy: () => createPhoneWatch({ saved, withdrawn, acknowledged, accepted, forgotten, look, copy: () => createPhoneWatch() }),
  };
}

/** A booking that waits is an order on screen; a new client, a note, an address that waits is seen too. */
function hidden(held: Held): Broken | null {
  // Boundary: phones of the simulation seal nothing.
  const waiting = held.outbox.filter(isWaiting) as readonly OutboxRow[];
  if (waiting.length === 0) return null;
  const orders = new Set(
    foldOrders(held.rows.orders, waiting).map((shown): string => (shown.kind === "here" ? shown.orderId : shown.order.orderId)),
  );
  const clients = new Map(
    foldCustomers(held.rows.customers, waiting, { homeLocationId: HOME }).map((each) => [each.customerId, each]),
  );
  for (const row of waiting) {
    const lost = { oracle: "fold-shows-what-waits", what: `${row.name} ${row.id} waits and is not shown` } as const;
    if (row.name === "order.ship-to-home" && !orders.has(row.args.orderId)) return lost;
    if (row.name === "customer.create" && !clients.has(row.args.customerId)) return lost;
    const client = row.name === "order.ship-to-home" ? undefined : clients.get(row.args.customerId);
    if (!client) continue;
    if (row.name === "customer.add-note" && !client.notes.some(({ text }) => text === row.args.text)) return lost;
    if (row.name === "customer.save-address" && !client.addresses.some(({ line1 }) => line1 === row.args.address.line1))
      return lost;
  }
  return null;
}
