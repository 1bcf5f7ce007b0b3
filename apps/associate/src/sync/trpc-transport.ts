import type { PhoneHealth } from "@aisle/protocol";
import type { AppRouter } from "@aisle/server/router";
import type { Compare, Transport } from "@aisle/sync";
import { createTRPCClient, TRPCClientError } from "@trpc/client";
import { headOfficeLink } from "../phone-proof/head-office-link.ts";

const TRY_LATER_MS = 5000;
/** What browsers let a hidden page's requests hold, all together, is 64 KB. */
const KEEPALIVE_CHARACTERS = 20_000;

/**
 * Exchanges over one tRPC mutation, one request each: no batching, so that a large answer never holds up another call.
 * What HTTP says is turned into the protocol's own answers; only silence rejects.
 */
export function createTrpcTransport(options: {
  readonly url: string;
  readonly ready?: () => Promise<"ready" | "sign-in-again">;
  /** How this phone is, for whoever looks after it. */
  readonly health?: () => Promise<PhoneHealth | undefined>;
}): Transport & { readonly compare: Compare } {
  const { url, ready, health } = options;
  const client = createTRPCClient<AppRouter>({ links: [headOfficeLink(url, kept)] });
  return {
    exchange: async (request, signal) => {
      if (ready && (await ready()) === "sign-in-again") return { kind: "sign-in-again" };
      try {
        const said = await health?.();
        return await client.sync.exchange.mutate(said ? { ...request, health: said } : request, { signal });
      } catch (fault) {
        if (!(fault instanceof TRPCClientError) || signal.aborted) throw fault;
        // Which phone this is comes before who is on it: whoever runs this phone has been told, and has it seen to.
        if (fault.data?.phone) return { kind: "try-later", afterMs: TRY_LATER_MS };
        if (fault.data?.httpStatus === 401) return { kind: "sign-in-again" };
        // Somebody answered: head office with a fault, a proxy while it restarts, a captive portal with its own page (which is no JSON).
        if (fault.data || fault.cause instanceof SyntaxError)
          return { kind: "try-later", afterMs: fault.data?.afterMs ?? TRY_LATER_MS };
        throw fault;
      }
    },
    compare: (held, signal) => client.sync.compare.mutate(held, { signal }),
  };
}

/**
 * The last request of an app that hides outlives it: iOS may freeze the page before the answer, which is then learnt at the next
 * exchange. Only small ones are let (a character is at most three bytes).
 */
function kept(init: RequestInit): RequestInit {
  const isLast = globalThis.document?.visibilityState === "hidden";
  const isSmall = typeof init.body === "string" && init.body.length <= KEEPALIVE_CHARACTERS;
  return isLast && isSmall ? { ...init, keepalive: true } : init;
}
