// What a storm left behind, held against Postgres and against the plan. Nothing here asks the phones what they believe they
// sent: the plan says which ids there must be, Postgres says what became of each, and only then the phones are compared.

import { LEDGER_DIFFERENCES, type OwnersDatabase } from "@aisle/db";
import type { Outcome } from "@aisle/protocol";
import type { Copies, PhoneReport } from "./phone-report.ts";
import { commandsOf, type PlannedCommand, phoneOf, type Storm, WAREHOUSE } from "./plan.ts";

export type Verdict = {
  readonly asked: number;
  readonly confirmed: number;
  readonly refused: number;
  readonly poisoned: number;
  /** Planned commands that head office or their phone has no answer for, or for which the two differ. */
  readonly lost: number;
  /** Orders, reservations, movements, clients, notes and answers beyond the one that a command may have. */
  readonly doubled: number;
  /** Units promised beyond what was there less safety. */
  readonly oversold: number;
  /** Counters the ledger does not explain. */
  readonly ledgerDifferences: number;
  /** Commands taken before one that their phone asked earlier. */
  readonly outOfOrder: number;
  /** Bookings refused for want of stock although enough was left at the end: nothing in a storm brings units back. */
  readonly refusedWrongly: number;
  /** Poisoned commands with any answer but `failed`, and others that were parked. */
  readonly parkedWrongly: number;
  /** Phones whose copy differs from what a new phone of their store reads, or from Postgres. */
  readonly diverged: number;
  /** Which these are, and in what they differ. */
  readonly differences: readonly string[];
};

type Answer = { readonly command_id: string; readonly device_id: string; readonly seq: string; readonly outcome: Outcome };

export async function judge(about: {
  readonly storm: Storm;
  readonly database: OwnersDatabase;
  readonly phones: readonly PhoneReport[];
  /** What a phone holds that starts now, by store. */
  readonly fresh: ReadonlyMap<string, Copies>;
  /** After a restore: a no that a person was told is not asked again, so head office may know nothing of it. */
  readonly mayForgetRefusals?: boolean;
}): Promise<Verdict> {
  const { storm, database, phones, fresh, mayForgetRefusals = false } = about;
  const answers = await database.query<Answer>("select command_id, device_id, seq, outcome from command_outcome");
  const answerById = new Map(answers.map((answer) => [answer.command_id, answer]));
  const plans = Array.from({ length: storm.phones }, (_, number) => commandsOf(storm, number));
  const planned = plans.flat();
  const kindOf = (command: PlannedCommand) => answerById.get(command.id)?.outcome.kind;
  const isApplied = (command: PlannedCommand) => kindOf(command) === "applied" || kindOf(command) === "adjusted";
  const applied = planned.filter(isApplied);

  const rowById = new Map(phones.flatMap(({ outbox }) => outbox.map((row) => [row.id, row])));
  const lost = planned.filter(({ id }) => {
    const atHeadOffice = answerById.get(id)?.outcome;
    const here = rowById.get(id)?.outcome;
    if (mayForgetRefusals && !atHeadOffice && (here?.kind === "refused" || here?.kind === "failed")) return false;
    return !atHeadOffice || !here || atHeadOffice.kind !== here.kind;
  });
  const inOrder = plans.map((plan, number) => {
    const { deviceId } = phoneOf(storm, number);
    const numbers = plan.map(({ id }) => answerById.get(id)).filter((each) => each?.device_id === deviceId);
    return numbers.filter((each, index) => Number(each?.seq) < Number(numbers[index - 1]?.seq ?? 0)).length;
  });
  const parked = planned.filter(({ isPoison }) => isPoison);
  const differences = phones.flatMap(({ number, copies }) => {
    const { storeId } = phoneOf(storm, number);
    const differing = differenceOf(copies, fresh.get(storeId));
    return differing.length > 0 ? [`phone ${number} of ${storeId}: ${differing.join(", ")}`] : [];
  });
  return {
    asked: planned.length,
    confirmed: applied.length,
    refused: planned.filter((command) => kindOf(command) === "refused").length,
    poisoned: parked.length,
    lost: lost.length,
    doubled: (await countDoubled(database, applied)) + answers.filter(({ command_id }) => !rowById.has(command_id)).length,
    oversold: await countOversold(database),
    ledgerDifferences: (await database.query(LEDGER_DIFFERENCES)).length,
    outOfOrder: inOrder.reduce((sum, count) => sum + count, 0),
    refusedWrongly: await countRefusedWrongly(database, planned, answerById),
    parkedWrongly:
      parked.filter(({ id }) => !isParked(rowById.get(id)?.outcome)).length +
      planned.filter((command) => !command.isPoison && kindOf(command) === "failed").length,
    diverged: differences.length,
    differences,
  };
}

/** Rows beyond one effect per applied command, and effects of commands that were not applied. */
async function countDoubled(database: OwnersDatabase, applied: readonly PlannedCommand[]): Promise<number> {
  const named = <Name extends PlannedCommand["name"]>(name: Name) =>
    applied.filter((command): command is Extract<PlannedCommand, { name: Name }> => command.name === name);
  const bookings = named("order.ship-to-home");
  const lines = bookings.reduce((sum, { args }) => sum + args.lines.length, 0);
  const orders = new Map(bookings.map(({ args }) => [args.orderId as string, args.lines.length]));
  const [count] = await database.query<Record<"lines" | "reservations" | "movements" | "clients" | "notes", string>>(
    `select (select count(*) from order_line) as lines, (select count(*) from reservation) as reservations,
       (select count(*) from stock_movement where kind = 'reserve') as movements,
       (select count(*) from customer where since <> 2021) as clients, (select count(*) from customer_note) as notes`,
  );
  const booked = await database.query<{ order_id: string }>("select order_id from customer_order");
  const off = (what: keyof typeof expected) => Math.abs(Number(count?.[what]) - expected[what]);
  const expected = {
    lines,
    reservations: lines,
    movements: lines,
    clients: named("customer.create").length,
    notes: named("customer.add-note").length,
  };
  const strangers = booked.filter(({ order_id }) => !orders.has(order_id)).length;
  const missing = orders.size - (booked.length - strangers);
  return strangers + missing + off("lines") + off("reservations") + off("movements") + off("clients") + off("notes");
}

async function countOversold(database: OwnersDatabase): Promise<number> {
  const [row] = await database.query<{ oversold: string }>(
    `select coalesce(sum(greatest(coalesce(r.units, 0) - greatest(l.on_hand - l.unavailable - l.safety, 0), 0)), 0) as oversold
     from stock_level l
     left join (select location_id, variant, sum(quantity) as units from reservation where state = 'firm' group by 1, 2) r
       using (location_id, variant)`,
  );
  return Number(row?.oversold);
}

async function countRefusedWrongly(
  database: OwnersDatabase,
  planned: readonly PlannedCommand[],
  answerById: ReadonlyMap<string, Answer>,
): Promise<number> {
  const left = await database.query<{ sku: string; units: number }>(
    "select v.sku, l.on_hand - l.reserved - l.safety as units from stock_level l join variant v using (variant) where location_id = $1",
    [WAREHOUSE],
  );
  const leftBySku = new Map(left.map(({ sku, units }) => [sku, units]));
  return planned.filter((command) => {
    const outcome = answerById.get(command.id)?.outcome;
    if (command.name !== "order.ship-to-home" || outcome?.kind !== "refused") return false;
    if (outcome.refusal.code !== "no-stock-anywhere") return false;
    const { sku } = outcome.refusal;
    const wanted = command.args.lines.find((line) => line.sku === sku)?.quantity ?? 0;
    return (leftBySku.get(sku) ?? 0) >= wanted;
  }).length;
}

/** Parked, or refused because of what it stands on before its own poison could work. */
function isParked(outcome: Outcome | null | undefined): boolean {
  return outcome?.kind === "failed" || (outcome?.kind === "refused" && outcome.refusal.code === "needs-refused");
}

function differenceOf(copies: Copies, expected: Copies | undefined): string[] {
  if (!expected) return ["no phone to compare with"];
  return Object.keys(expected).filter((what) => copies[what] !== expected[what]);
}
