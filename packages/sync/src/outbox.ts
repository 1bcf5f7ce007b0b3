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
// 5. Each number has a link, made of the link before and the command: head office finds out what is missing, altered or doubled.
//
// Everything below is pure: rows in, changed rows out. Memory and Dexie only store what these functions answer.

import { type AssociateId, type CommandId, type CustomerId, DAY, MINUTE } from "@aisle/domain";
import {
  type ArgsOf,
  type CommandName,
  linkOf,
  MAX_COMMAND_BYTES,
  MAX_PUSH_BYTES,
  type Outcome,
  type PushedCommand,
} from "@aisle/protocol";

/** So long an answered command is shown, and another phone's package carried. The phone keeps commands longer (KEEP_DAYS). */
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

type DraftFacts = {
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
  /** Epoch ms since when head office may have it though this row was never sent: a copy left in a rescue package, or came back from one. */
  readonly packedAt?: number;
  /** Units a booking promises from where: what others see on this phone is less by them, whoever may read the rest. */
  readonly promises?: readonly { readonly locationId: string; readonly sku: string; readonly quantity: number }[];
};

/** A command as whoever asked for it reads it. */
export type CommandDraft = AnyCommand & DraftFacts;

/** What the person who asked sees of a command that rests sealed: its arguments and label, under a key of theirs. */
export type SealedNote = { readonly feed: string; readonly iv: string; readonly ct: string };

/** A command as it rests and travels: what was said may be sealed to head office, and is then nobody's to read here. */
export type RestingDraft = { readonly name: CommandName; readonly args: unknown; readonly note?: SealedNote } & DraftFacts;

type Progress = {
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
  /** The link before it in this phone's chain; missing before it was first taken, and on rows of apps that knew no chain. */
  readonly prev?: string;
  /** What head office answered when it accepted this, before it lost it and was offered it again. */
  readonly accepted?: Outcome;
};

export type OutboxRow = CommandDraft & Progress;
export type RestingRow = RestingDraft & Progress;
export type StampedRow = RestingRow & { readonly seq: number };

export function isWaiting(row: RestingRow): boolean {
  return row.outcome === null;
}

/** Kinds of outcome somebody must see: a no, a fault, or a yes that differs from what the customer was told. */
export const KINDS_FOR_A_PERSON = ["refused", "failed", "adjusted"] as const;

export function needsAPerson(row: RestingRow): boolean {
  return KINDS_FOR_A_PERSON.some((kind) => kind === row.outcome?.kind) && !row.acknowledged;
}

/** Accepted once, lost by head office, and refused when it was offered again: somebody promised what cannot be kept. */
export function isSuperseded(row: RestingRow): boolean {
  return row.accepted !== undefined && (row.outcome?.kind === "refused" || row.outcome?.kind === "failed");
}

export function newRow<Draft extends RestingDraft>(draft: Draft, order: number): Draft & Progress {
  return { ...draft, order, seq: null, outcome: null, outcomeAt: 0, acknowledged: false, attempts: 0 };
}

/** Undo: allowed until the row or a copy of it was first taken for sending, and while no other waiting row builds on it. */
export function canWithdraw(id: string, waiting: readonly RestingRow[]): boolean {
  const row = waiting.find((each) => each.id === id);
  return row?.seq === null && row.packedAt === undefined && !waiting.some((each) => each.needs.some((needed) => needed === id));
}

/** Undo of a row and of everything waiting that needs it: their ids, or null when one of them can no longer be taken back. */
export function withdrawableWith(id: string, waiting: readonly RestingRow[]): readonly string[] | null {
  const ids = new Set([id]);
  // A row needs only rows issued before it, so one pass in order finds them all.
  const rows = waiting
    .toSorted((a, b) => a.order - b.order)
    .filter((row) => {
      if (row.needs.some((needed) => ids.has(needed))) ids.add(row.id);
      return ids.has(row.id);
    });
  const isFree = rows.every((row) => row.seq === null && row.packedAt === undefined);
  return isFree && rows.some((row) => row.id === id) ? [...ids] : null;
}

/** The command made again from the one named `id`: there is never more than one. */
export function replacementOf<Row extends RestingRow>(id: string, rows: readonly Row[]): Row | undefined {
  return rows.find((row) => row.label.replaces === id);
}

export type BatchLimits = {
  readonly now: number;
  /** Most rows head office takes at once. */
  readonly pushMax: number;
};

/** The next number, and the link before it. */
export type Numbering = { readonly nextSeq: number; readonly chain: string };

export type TakenBatch = Numbering & {
  readonly rows: readonly StampedRow[];
  /** When the first row held back by its grace may go; null when nothing is held back by time. */
  readonly nextAt: number | null;
  /** Unanswered rows left out for want of room. */
  readonly hasMore: boolean;
};

/** Takes what may be sent now from the `waiting` rows (by order): those sent before come first, under their old numbers. */
export function takeBatch(waiting: readonly RestingRow[], numbering: Numbering, limits: BatchLimits): TakenBatch {
  const rows: StampedRow[] = [];
  let { nextSeq, chain } = numbering;
  let bytes = 0;
  for (const row of waiting) {
    if (row.seq === null && isInGrace(row, limits.now)) return { rows, nextSeq, chain, nextAt: row.notBefore, hasMore: false };
    const seq = row.seq ?? nextSeq;
    const previous = rows.at(-1);
    bytes += byteLength(row);
    const full = rows.length >= limits.pushMax || (rows.length > 0 && bytes > MAX_PUSH_BYTES);
    if (full || (previous && seq !== previous.seq + 1)) return { rows, nextSeq, chain, nextAt: null, hasMore: true };
    const tried = { ...row, attempts: row.attempts + 1, sentAt: row.sentAt ?? limits.now };
    if (row.seq === null) {
      rows.push({ ...tried, seq, prev: chain });
      chain = linkAfter({ ...row, seq }, chain);
      nextSeq++;
    } else rows.push({ ...tried, seq });
  }
  return { rows, nextSeq, chain, nextAt: null, hasMore: false };
}

/** Graces last seconds. One that seems longer was given before the clock was set back, and would hold up everything for as long. */
const LONGEST_GRACE_MS = MINUTE;

function isInGrace({ notBefore }: RestingRow, now: number): boolean {
  return notBefore > now && notBefore - now <= LONGEST_GRACE_MS;
}

/** Up to which number this phone holds every outcome: head office may forget its own copy up to there. */
export function outcomesKept(waiting: readonly RestingRow[], nextSeq: number): number {
  return waiting.reduce((lowest, row) => (row.seq === null ? lowest : Math.min(lowest, row.seq)), nextSeq) - 1;
}

/** A row as it is sent. One too large to pass is sent without its words, so that head office answers it and those behind go on. */
export function toPushed(row: StampedRow): PushedCommand {
  const { seq, id, name, v, by, needs, issuedAt, accepted } = row;
  const bytes = byteLength(row);
  const args = bytes > MAX_COMMAND_BYTES ? { tooLarge: bytes } : row.args;
  return { seq, id, name, v, args, by, needs: [...needs], issuedAt, ...(accepted && { again: true }) };
}

function linkAfter(row: StampedRow, prev: string): string {
  return linkOf(prev, toPushed(row));
}

/** The rows that `outcomes` answer, with their answer. An outcome for a row answered before, or gone, changes nothing. */
export function answerRows(waiting: readonly RestingRow[], outcomes: readonly Outcome[], now: number): RestingRow[] {
  const outcomeById = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  return waiting.flatMap((row) => {
    const outcome = outcomeById.get(row.id);
    return outcome && row.outcome === null ? [{ ...row, outcome, outcomeAt: now }] : [];
  });
}

/**
 * Head office counts otherwise: every sent row from `nextSeq` on gets a new number, and a link onto `chain`, which is head office's.
 * Rows it had accepted from there on are lost to it, so they are offered again. What it refused stays refused.
 */
export function restamp(rows: readonly RestingRow[], from: Numbering): Restamped {
  return numberFrom(
    rows.filter((row) => row.seq !== null && (isWaiting(row) || (wasAccepted(row) && row.seq >= from.nextSeq))),
    from,
  );
}

/** A new epoch: an older state of head office may have come back, so everything it accepted that is still here is offered again. */
export function offerAgain(rows: readonly RestingRow[], from: Numbering): Restamped {
  return numberFrom(
    rows.filter((row) => row.seq !== null && (isWaiting(row) || wasAccepted(row))),
    from,
  );
}

export type Restamped = Numbering & { readonly rows: readonly RestingRow[] };

function numberFrom(rows: readonly RestingRow[], from: Numbering): Restamped {
  let { nextSeq, chain } = from;
  const numbered = rows
    .toSorted((a, b) => a.order - b.order)
    .map((row): RestingRow => {
      const accepted = wasAccepted(row) && row.outcome ? row.outcome : row.accepted;
      const open = { ...row, seq: nextSeq, prev: chain, outcome: null, outcomeAt: 0, acknowledged: false };
      const again = accepted ? { ...open, accepted } : open;
      chain = linkAfter(again, chain);
      nextSeq++;
      return again;
    });
  return { rows: numbered, nextSeq, chain };
}

/**
 * May be forgotten: decided before `before`, and nobody needs to look at it. Both are by head office's clock: by a phone's own,
 * set ahead for a day, everything would be old, and gone when a restored head office asks for it again.
 */
export function isForgettable(row: RestingRow, before: number): boolean {
  return row.outcome !== null && Date.parse(row.outcome.decidedAt) < before && !needsAPerson(row);
}

function wasAccepted(row: RestingRow): boolean {
  return row.outcome?.kind === "applied" || row.outcome?.kind === "adjusted";
}

const encoder = new TextEncoder();

function byteLength(row: RestingRow): number {
  return encoder.encode(JSON.stringify([row.id, row.name, row.args, row.needs])).length + 200;
}
