import { AssociateId, CommandId, DeviceId } from "@aisle/domain";
import { z } from "zod";
import { MAX_FEEDS, MAX_PUSH } from "./limits.ts";
import type { Outcome } from "./outcome.ts";
import { PhoneHealth } from "./phone-health.ts";
import type { StockChange } from "./stock-column.ts";
import type { RowOf, TableName } from "./tables/index.ts";

/** `catalogue`, `network`, `location:<id>`, `store:<id>` or `associate:<id>`: a stream of row states with one audience. */
export type FeedId = string;

/** The largest `integer` of Postgres. */
const INT4 = 2_147_483_647;

/** `args` stays unknown here: each command is parsed alone, so a malformed one cannot hold up the others. */
export const PushedCommand = z.object({
  seq: z.int().positive(),
  id: CommandId,
  name: z.string().max(100),
  v: z.int().positive().max(INT4),
  args: z.unknown(),
  /** Who asked for it: another person may be signed in by the time it is sent. */
  by: AssociateId,
  /** Commands of the same phone that must have been applied before, such as the new client of a booking. */
  needs: z.array(CommandId).max(20),
  /** There is no year 0 in a database; every other wrong clock is taken as it is. */
  issuedAt: z.iso.datetime().refine((at) => !at.startsWith("0000"), "there is no year 0"),
  /** This phone was told once that it was accepted, and offers it again because head office lost it. Since protocol 2. */
  again: z.boolean().optional(),
});
export type PushedCommand = z.infer<typeof PushedCommand>;

/** As much of a command as must be readable for head office to answer it at all; the rest is parsed one by one. */
const Envelope = z.looseObject({ seq: z.int().positive(), id: CommandId });
export type Envelope = z.infer<typeof Envelope>;

export const Exchange = z.object({
  proto: z.int(),
  device: DeviceId,
  app: z.string().max(40),
  epoch: z.string().max(64).nullable(),
  /** The phone's link before the first command of `push`; absent where it knows none. Since protocol 2. */
  chain: z.string().max(64).optional(),
  push: z.array(Envelope).max(MAX_PUSH),
  outcomesKept: z.int().nonnegative(),
  cursor: z.record(z.string().max(120), z.int().nonnegative()).refine((cursor) => Object.keys(cursor).length <= MAX_FEEDS),
  /** Rows the phone is willing to take in one answer. */
  room: z.int().positive().max(20_000),
  /** How the phone is, once in a while. Since protocol 2. */
  health: PhoneHealth.optional(),
});
/** An exchange as head office takes it: its commands are not parsed yet. */
export type ReceivedExchange = z.infer<typeof Exchange>;
/** An exchange as a phone makes it. */
export type Exchange = Omit<ReceivedExchange, "push"> & { readonly push: PushedCommand[] };

export type PatchRows = { readonly [Name in TableName]?: readonly RowOf<Name>[] };

/** A feed's change from version `from` to version `to`: whole versions only. */
export type Patch = {
  readonly feed: FeedId;
  readonly from: number;
  readonly to: number;
  readonly rows: PatchRows;
  readonly gone: readonly { readonly table: TableName; readonly key: string }[];
  readonly stock: readonly StockChange[];
};

export type OkReply = {
  readonly kind: "ok";
  readonly epoch: string;
  /** The last of this phone's numbers that head office has counted. */
  readonly lastSeq: number;
  readonly outcomes: readonly Outcome[];
  readonly patches: readonly Patch[];
  /** Feeds this phone may no longer see: their rows leave the phone. */
  readonly drop: readonly FeedId[];
  /** Stock columns this phone should fetch over the broadcast lane before it can follow their feed. */
  readonly fetch: readonly FeedId[];
  /** The catalogue's version; when the phone's differs it reads the manifest. */
  readonly catalogue: number;
  readonly more: boolean;
  readonly serverTime: string;
  readonly next: { readonly pollMs: number; readonly pushMax: number };
};

/** The answers, grouped by what the phone must do. Nothing ever leaves the outbox because of one. */
export type Reply =
  | OkReply
  /** `chain`: head office's link after `expected - 1`, to link onto; null or absent where it knows none. */
  | { readonly kind: "gap"; readonly expected: number; readonly chain?: string | null }
  | {
      readonly kind: "start-over";
      readonly feeds: readonly FeedId[] | "all";
      readonly why: "epoch" | "too-old" | "shape" | "drift";
      readonly epoch: string;
    }
  | { readonly kind: "update-app"; readonly minApp: string; readonly pushStillAccepted: boolean }
  | { readonly kind: "sign-in-again" }
  | { readonly kind: "try-later"; readonly afterMs: number; readonly incident?: string };
