// What waits on this phone, from the tap to the answer.
//
//   issue            take a batch            answer                 30 days
//   -----> waiting ----------------> sent ------------> answered ------------> gone
//          seq null   stamps seq     seq n  outcome                 (a refusal stays until a person has seen it)
//             |                        ^                  |
//             +--> withdrawn (Undo)    +--- offered again +   head office lost it: a gap, or a new epoch
//
// 1. Rows are sent in the order they were issued, and so are their numbers: a row still in its grace holds back those behind it.
// 2. A number is given only when a row is first taken for sending, so Undo before that leaves no hole in the chain.
// 3. Nothing leaves but by Undo before the first sending, or by age after its answer.
// 4. "Sending" is not a state here: it is derived from what is in flight.
//
// Everything below is pure: rows in, changed rows out. Memory and Dexie only store what these functions answer.

import { type AssociateId, type CommandId, type CustomerId, DAY } from "@aisle/domain";
import { type ArgsOf, type CommandName, MAX_PUSH_BYTES, type Outcome, type PushedCommand } from "@aisle/protocol";

/** Answered commands stay this long: for "Confirmed", and to be offered again if head office loses them. */
export const RETENTION_MS = 30 * DAY;

/** What a person asked for, by name, with what they said. */
export type AnyCommand = { [Name in CommandName]: { readonly name: Name; readonly args: ArgsOf<Name> } }[CommandName];

/** Small facts for a row on a screen, so that a list of commands needs no other table. */
export type CommandLabel = {
  readonly title: string;
  readonly detail?: string;
  readonly customerId?: CustomerId;
  readonly customerName?: string;
  readonly image?: string;
  /** The refused command this one was made again from. */
  readonly replaces?: CommandId;
};

export type CommandDraft = AnyCommand & {
  readonly id: CommandId;
  readonly v: number;
  readonly by: AssociateId;
  /** Commands that must have been taken before this one: the client this order is for. */
  readonly needs: readonly CommandId[];
  /** This phone's clock, ISO 8601. */
  readonly issuedAt: string;
  /** Epoch ms before which it is not sent, so that Undo can still take it back. 0: at once. */
  readonly notBefore: number;
  readonly label: CommandLabel;
};

export type OutboxRow = CommandDraft & {
  /** Place in the outbox, ascending. */
  readonly order: number;
  /** The number head office counts by; null until first taken for sending. */
  readonly seq: number | null;
  readonly outcome: Outcome | null;
  /** Epoch ms of the answer by this phone's clock; 0 while unanswered (a number, so that it can be indexed). */
  readonly outcomeAt: number;
  /** A person has seen the outcome and dealt with it. */
  readonly acknowledged: boolean;
  /** How often it was taken for sending. */
  readonly attempts: number;
  /** Epoch ms by this phone's clock when it was first taken for sending; missing before that. */
  readonly sentAt?: number;
  /** Epoch ms when a copy was put into a rescue package; missing before that. */
  readonly packedAt?: number;
};

export type StampedRow = OutboxRow & { readonly seq: number };

export function isWaiting(row: OutboxRow): boolean {
  return row.outcome === null;
}

/** Kinds of outcome somebody must see: a no, a fault, or a yes that differs from what the customer was told. */
export const KINDS_FOR_A_PERSON = ["refused", "failed", "adjusted"] as const;

export function needsAPerson(row: OutboxRow): boolean {
  return KINDS_FOR_A_PERSON.some((kind) => kind === row.outcome?.kind) && !row.acknowledged;
}

export function newRow(draft: CommandDraft, order: number): OutboxRow {
  return { ...draft, order, seq: null, outcome: null, outcomeAt: 0, acknowledged: false, attempts: 0 };
}

/** Undo: allowed until the row or a copy of it was first taken for sending, and while no other waiting row builds on it. */
export function canWithdraw(id: string, waiting: readonly OutboxRow[]): boolean {
  const row = waiting.find((each) => each.id === id);
  return row?.seq === null && row.packedAt === undefined && !waiting.some((each) => each.needs.some((needed) => needed === id));
}

/** The command made again from the one named `id`: there is never more than one. */
export function replacementOf(id: string, rows: readonly OutboxRow[]): OutboxRow | undefined {
  return rows.find((row) => row.label.replaces === id);
}

export type BatchLimits = {
  readonly now: number;
  /** Most rows head office takes at once. */
  readonly pushMax: number;
};

export type TakenBatch = {
  readonly rows: readonly StampedRow[];
  readonly nextSeq: number;
  /** When the first row held back by its grace may go; null when nothing is held back by time. */
  readonly nextAt: number | null;
  /** Unanswered rows left out for want of room. */
  readonly hasMore: boolean;
};

/** Takes what may be sent now from the `waiting` rows (by order): those sent before come first, under their old numbers. */
export function takeBatch(waiting: readonly OutboxRow[], nextSeq: number, limits: BatchLimits): TakenBatch {
  const rows: StampedRow[] = [];
  let next = nextSeq;
  let bytes = 0;
  for (const row of waiting) {
    if (row.seq === null && row.notBefore > limits.now) return { rows, nextSeq: next, nextAt: row.notBefore, hasMore: false };
    const seq = row.seq ?? next;
    const previous = rows.at(-1);
    bytes += byteLength(row);
    const full = rows.length >= limits.pushMax || (rows.length > 0 && bytes > MAX_PUSH_BYTES);
    if (full || (previous && seq !== previous.seq + 1)) return { rows, nextSeq: next, nextAt: null, hasMore: true };
    if (row.seq === null) next++;
    rows.push({ ...row, seq, attempts: row.attempts + 1, sentAt: row.sentAt ?? limits.now });
  }
  return { rows, nextSeq: next, nextAt: null, hasMore: false };
}

/** Up to which number this phone holds every outcome: head office may forget its own copy up to there. */
export function outcomesKept(waiting: readonly OutboxRow[], nextSeq: number): number {
  return waiting.reduce((lowest, row) => (row.seq === null ? lowest : Math.min(lowest, row.seq)), nextSeq) - 1;
}

export function toPushed(row: StampedRow): PushedCommand {
  const { seq, id, name, v, args, by, needs, issuedAt } = row;
  return { seq, id, name, v, args, by, needs: [...needs], issuedAt };
}

/** The rows that `outcomes` answer, with their answer. An outcome for a row answered before, or gone, changes nothing. */
export function answerRows(waiting: readonly OutboxRow[], outcomes: readonly Outcome[], now: number): OutboxRow[] {
  const outcomeById = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  return waiting.flatMap((row) => {
    const outcome = outcomeById.get(row.id);
    return outcome && row.outcome === null ? [{ ...row, outcome, outcomeAt: now }] : [];
  });
}

/**
 * Head office expects another number than the one it was sent: numbers every sent row from `expected` on.
 * Rows it had accepted from there on are lost to it, so they are offered again. What it refused stays refused.
 */
export function restamp(rows: readonly OutboxRow[], expected: number): Restamped {
  return numberFrom(
    rows.filter((row) => row.seq !== null && (isWaiting(row) || (wasAccepted(row) && row.seq >= expected))),
    expected,
  );
}

/** A new epoch: an older state of head office may have come back, so what it accepted since `since` is offered again. */
export function offerAgain(rows: readonly OutboxRow[], options: { readonly nextSeq: number; readonly since: number }): Restamped {
  const { nextSeq, since } = options;
  return numberFrom(
    rows.filter((row) => row.seq !== null && (isWaiting(row) || (wasAccepted(row) && row.outcomeAt >= since))),
    nextSeq,
  );
}

export type Restamped = { readonly rows: readonly OutboxRow[]; readonly nextSeq: number };

function numberFrom(rows: readonly OutboxRow[], first: number): Restamped {
  const inOrder = rows.toSorted((a, b) => a.order - b.order);
  return {
    rows: inOrder.map((row, index) => ({ ...row, seq: first + index, outcome: null, outcomeAt: 0, acknowledged: false })),
    nextSeq: first + inOrder.length,
  };
}

/** May be forgotten: answered before `before`, and nobody needs to look at it. */
export function isForgettable(row: OutboxRow, before: number): boolean {
  return row.outcome !== null && row.outcomeAt < before && !needsAPerson(row);
}

function wasAccepted(row: OutboxRow): boolean {
  return row.outcome?.kind === "applied" || row.outcome?.kind === "adjusted";
}

const encoder = new TextEncoder();

function byteLength(row: OutboxRow): number {
  return encoder.encode(JSON.stringify([row.id, row.name, row.args, row.needs])).length + 200;
}
