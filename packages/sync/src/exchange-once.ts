// One exchange: what waits goes up, what is new comes down.
//
//   take a batch        ask head office           apply
//   [transaction]   --- no transaction held ---   [transaction]
//
// 1. No transaction is held while the network is waited for: a killed app leaves the rows stamped and waiting.
// 2. A reply that never comes leaves everything as it was: the same rows go again under the same numbers.

import { assertNever } from "@aisle/domain";
import { type Exchange, GENESIS, MAX_PUSH, type OkReply, PROTOCOL_VERSION, type Reply } from "@aisle/protocol";
import { withinDeadline } from "./deadline.ts";
import { toPushed } from "./outbox.ts";
import type { Alarm, Applied, Batch, Identity, SyncStorage, Transport } from "./ports.ts";

/** Longer than any answer takes, shorter than a person waits before believing the phone is stuck. */
export const EXCHANGE_DEADLINE_MS = 20_000;

/** Rows taken in one answer: a few hundred kilobytes, a few hundred milliseconds of writing on a phone. */
export const ROOM = 2000;

export type ExchangeDeps = {
  readonly storage: SyncStorage;
  readonly transport: Transport;
  readonly alarm: Alarm;
};

export type ExchangeOptions = {
  readonly identity: Identity;
  readonly pushMax: number;
  /** Ask even with nothing to send: to hear what is new. */
  readonly isPull: boolean;
  readonly onSending: (batch: Batch) => void;
};

export type Exchanged =
  | { readonly kind: "nothing-to-send"; readonly batch: Batch }
  | { readonly kind: "unreachable"; readonly batch: Batch }
  | { readonly kind: "ok"; readonly batch: Batch; readonly reply: OkReply; readonly applied: Applied; readonly heard: Heard }
  | { readonly kind: "answered"; readonly batch: Batch; readonly reply: Exclude<Reply, OkReply>; readonly heard: Heard };

/** When an answer came by this phone's clock, and how far head office's clock is ahead if it said so. */
export type Heard = { readonly at: number; readonly offsetMs: number | null };

export async function exchangeOnce(deps: ExchangeDeps, options: ExchangeOptions, signal: AbortSignal): Promise<Exchanged> {
  const { storage, transport, alarm } = deps;
  const batch = await storage.takeBatch({ now: alarm.now(), pushMax: Math.min(options.pushMax, MAX_PUSH) });
  if (batch.rows.length === 0 && !options.isPull) return { kind: "nothing-to-send", batch };
  options.onSending(batch);

  const sentAt = alarm.now();
  let reply: Reply;
  try {
    reply = await withinDeadline({ alarm, ms: EXCHANGE_DEADLINE_MS, signal }, (within) =>
      transport.exchange(toExchange(batch, options.identity), within),
    );
  } catch {
    // Whatever kept the answer away, the rows wait and go again; the reason is the transport's to report.
    return { kind: "unreachable", batch };
  }
  const at = alarm.now();
  const heard: Heard = { at, offsetMs: reply.kind === "ok" ? Date.parse(reply.serverTime) - (sentAt + at) / 2 : null };

  switch (reply.kind) {
    case "ok": {
      const isOtherLife = batch.stand.epoch !== null && batch.stand.epoch !== reply.epoch;
      if (isOtherLife) {
        const startOver = { kind: "start-over", feeds: "all", why: "epoch", epoch: reply.epoch } as const;
        await storage.startOver(startOver);
        return { kind: "answered", batch, reply: startOver, heard };
      }
      const applied = await storage.apply({ stand: batch.stand, reply, now: at });
      return { kind: "ok", batch, reply, applied, heard };
    }
    case "gap": {
      const { epoch } = batch.stand;
      // Head office has lost answers that this phone holds, and with them rows it has read: their versions were given out again.
      // First, so that a phone killed between the two is told the same once more.
      const isHistoryLost = epoch !== null && reply.expected <= batch.outcomesKept;
      if (isHistoryLost) await storage.startOver({ feeds: "all", epoch });
      await storage.restamp({ stand: batch.stand, expected: reply.expected, chain: reply.chain ?? GENESIS });
      return { kind: "answered", batch, reply, heard };
    }
    case "start-over":
      await storage.startOver({ feeds: reply.feeds, epoch: reply.epoch });
      return { kind: "answered", batch, reply, heard };
    case "update-app":
    case "sign-in-again":
    case "try-later":
      return { kind: "answered", batch, reply, heard };
    default:
      return assertNever(reply);
  }
}

function toExchange(batch: Batch, identity: Identity): Exchange {
  return {
    proto: PROTOCOL_VERSION,
    device: identity.device,
    app: identity.app,
    epoch: batch.stand.epoch,
    ...(batch.chain === undefined ? {} : { chain: batch.chain }),
    push: batch.rows.map(toPushed),
    outcomesKept: batch.outcomesKept,
    cursor: { ...batch.stand.cursor },
    room: ROOM,
  };
}
