// What the engine needs from the world. The phone brings Dexie, tRPC and timers; tests bring memory, scripts and a virtual clock.

import type { Clock, DeviceId } from "@aisle/domain";
import type {
  Comparison,
  ComparisonReply,
  Exchange,
  FeedContent,
  FeedId,
  Manifest,
  OkReply,
  Outcome,
  Reply,
  RowOf,
  StockPart,
  TableName,
} from "@aisle/protocol";
import { GENESIS } from "@aisle/protocol";
import type { BatchLimits, RestingDraft, RestingRow, StampedRow } from "./outbox.ts";

/** A synced row as it rests on the phone: with the feed it came by, so that leaving a feed takes its rows along. */
export type FeedRow<Name extends TableName> = RowOf<Name> & { readonly feed: FeedId };

/** What the phone holds of the catalogue; null until the first download is whole. */
export type HeldCatalogue = {
  readonly version: number;
  readonly styles: number;
  readonly variants: number;
};

export type SyncState = {
  /** Which life of head office's database the phone's copy belongs to; null before the first contact. */
  readonly epoch: string | null;
  /** The number the next command will get. */
  readonly nextSeq: number;
  /** The link after the last number given. */
  readonly chain: string;
  readonly cursor: Readonly<Record<FeedId, number>>;
  readonly catalogue: HeldCatalogue | null;
  /** Head office's clock (ISO 8601) when this phone last held everything it follows. */
  readonly heardAt: string | null;
};

export const NEW_PHONE: SyncState = { epoch: null, nextSeq: 1, chain: GENESIS, cursor: {}, catalogue: null, heardAt: null };

/** Where the phone stood when a batch was taken; an answer is applied only where it still stands there. */
export type Stand = Pick<SyncState, "epoch" | "cursor" | "nextSeq">;

export type Batch = {
  readonly stand: Stand;
  readonly rows: readonly StampedRow[];
  /** The link before the first of `rows`; undefined with none, or where an older app numbered it. */
  readonly chain: string | undefined;
  readonly outcomesKept: number;
  /** Unanswered rows, those of this batch included. */
  readonly waiting: number;
  readonly nextAt: number | null;
  readonly hasMore: boolean;
};

export type Applied = {
  /** Commands answered for the first time. */
  readonly answered: readonly string[];
  /** Feeds whose change was taken. A late or doubled reply takes none. */
  readonly feeds: readonly FeedId[];
  readonly rows: number;
};

/**
 * A catalogue part as it came over the broadcast lane: its JSON text, already checked against its address. It rests as text
 * because a structured clone of the columns takes twice as long to read and seven times as long to write (V8, 1,000 SKUs).
 */
export type StoredPart = { readonly part: number; readonly sha: string; readonly text: string };

export type Settled = { readonly epoch: string; readonly outcomes: readonly Outcome[]; readonly now: number };

export type HeldFeed = { readonly epoch: string; readonly version: number; readonly content: FeedContent };

/** Each call is one transaction: before or after, never between. */
export type SyncStorage = {
  readonly readState: () => Promise<SyncState>;
  /** Durable when it resolves. The same id twice is one row. */
  readonly enqueue: (draft: RestingDraft) => Promise<RestingRow>;
  /** False once the command was taken for sending, or while another waiting command needs it. */
  readonly withdraw: (id: string) => Promise<boolean>;
  /** Withdraws a command and everything waiting that needs it: all of them or, with false, none. */
  readonly withdrawWith: (id: string) => Promise<boolean>;
  /** Lets everything that waits go at once. */
  readonly endGrace: () => Promise<void>;
  readonly acknowledge: (id: string) => Promise<void>;
  readonly takeBatch: (limits: BatchLimits) => Promise<Batch>;
  readonly apply: (answer: { readonly stand: Stand; readonly reply: OkReply; readonly now: number }) => Promise<Applied>;
  /** Keeps answers that came outside an exchange, of the phone's own epoch; resolves with the ids answered for the first time. */
  readonly settle: (answer: Settled) => Promise<readonly string[]>;
  /** Numbers what head office has not taken from `expected` on, linked onto `chain`. */
  readonly restamp: (gap: { readonly stand: Stand; readonly expected: number; readonly chain: string }) => Promise<void>;
  /** Drops what the phone holds of `feeds`; never the outbox. Another epoch offers accepted commands again. */
  readonly startOver: (order: { readonly feeds: readonly FeedId[] | "all"; readonly epoch: string }) => Promise<void>;
  /** What the phone holds of one feed, with the version it is at, read in one piece; null when it does not follow it. */
  readonly readFeed: (feed: FeedId) => Promise<HeldFeed | null>;
  /** Forgets commands decided before `before`, by head office's clock, that nobody needs to look at. */
  readonly prune: (before: number) => Promise<void>;
  readonly storedParts: () => Promise<readonly { readonly part: number; readonly sha: string }[]>;
  /** Adds parts; with `whole`, also drops every part outside `whole.keep` and writes what the phone now holds. Not for another epoch. */
  readonly putParts: (change: {
    readonly epoch: string;
    readonly parts: readonly StoredPart[];
    readonly whole: { readonly held: HeldCatalogue; readonly keep: readonly number[] } | null;
  }) => Promise<void>;
  /** Rests stock columns ahead of their feeds' cursors, and sets those; ignored when `epoch` is not the phone's. */
  readonly putStock: (change: { readonly epoch: string; readonly parts: readonly StockPart[] }) => Promise<void>;
};

/** Holds what the phone has of a feed against head office. Rejecting means head office could not be reached, or does not compare. */
export type Compare = (held: Comparison, signal: AbortSignal) => Promise<ComparisonReply>;

/** One round trip. Rejecting means head office could not be reached; every answer of its own is a Reply. */
export type Transport = { readonly exchange: (request: Exchange, signal: AbortSignal) => Promise<Reply> };

/** The same bytes for everyone, over plain HTTP. `part` resolves with text whose SHA-256 is `sha`, or rejects. */
export type Broadcast = {
  readonly manifest: (signal: AbortSignal) => Promise<Manifest>;
  readonly part: (sha: string, signal: AbortSignal) => Promise<string>;
};

/** Resolves after `ms`, or as soon as the signal aborts; never rejects. */
export type Alarm = Clock & { readonly sleep: (ms: number, signal: AbortSignal) => Promise<void> };

export type WakeReason = "issued" | "hidden" | "shown" | "online" | "poke" | "signed-in" | "other-tab";

/** What happens around the phone. `isShown` false: nobody looks, so the loop waits for a wake instead of polling. */
export type Wakeups = {
  readonly subscribe: (wake: (reason: WakeReason) => void) => () => void;
  readonly isShown: () => boolean;
};

/** Runs `work` in one tab at a time, until `signal` aborts. Sparing, not safety: two at once are only wasteful. */
export type SingleRunner = (work: (signal: AbortSignal) => Promise<void>, signal: AbortSignal) => Promise<void>;

/** Who sends; null while nobody is signed in. */
export type Identity = { readonly device: DeviceId; readonly app: string };
