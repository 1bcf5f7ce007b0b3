// The release before this one, as far as the other side can tell: what it says and hears is cut down to protocol 1.

import type { Exchange, Reply } from "@aisle/protocol";
import type { Transport } from "@aisle/sync";

const ROLLED_BACK_MS = 60_000;

/** An app that knows protocol 1 only, before a head office of today. */
export function appOfProtocol1(inner: Transport): Transport {
  return {
    exchange: async (request, signal) => {
      const { device, app, epoch, push, outcomesKept, cursor, room } = request;
      const pushed = push.map(({ again: _, ...command }) => command);
      const first: Exchange = { proto: 1, device, app, epoch, push: pushed, outcomesKept, cursor, room };
      return hearProtocol1(await inner.exchange(first, signal));
    },
  };
}

/** A head office that was rolled back to protocol 1 while `isRolledBack`: it asks newer phones for patience. */
export function headOfficeOfProtocol1(inner: Transport, isRolledBack: () => boolean): Transport {
  return {
    exchange: async (request, signal) =>
      isRolledBack() && request.proto > 1 ? { kind: "try-later", afterMs: ROLLED_BACK_MS } : inner.exchange(request, signal),
  };
}

function hearProtocol1(reply: Reply): Reply {
  if (reply.kind === "gap") return { kind: "gap", expected: reply.expected };
  if (reply.kind !== "ok") return reply;
  const { kind, epoch, lastSeq, outcomes, patches, drop, fetch, catalogue, more, serverTime, next } = reply;
  const { pollMs, pushMax } = next;
  return { kind, epoch, lastSeq, outcomes, patches, drop, fetch, catalogue, more, serverTime, next: { pollMs, pushMax } };
}
