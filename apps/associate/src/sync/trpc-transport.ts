import type { AppRouter } from "@aisle/server/router";
import type { Transport } from "@aisle/sync";
import { createTRPCClient, httpLink, TRPCClientError } from "@trpc/client";

const TRY_LATER_MS = 5000;

/**
 * Exchanges over one tRPC mutation, one request each: no batching, so that a large answer never holds up another call.
 * What HTTP says is turned into the protocol's own answers; only silence rejects.
 */
export function createTrpcTransport(options: { readonly url: string }): Transport {
  const client = createTRPCClient<AppRouter>({ links: [httpLink(options)] });
  return {
    exchange: async (request, signal) => {
      try {
        return await client.sync.exchange.mutate(request, { signal });
      } catch (fault) {
        if (!(fault instanceof TRPCClientError) || signal.aborted) throw fault;
        if (fault.data?.httpStatus === 401) return { kind: "sign-in-again" };
        // Somebody answered: head office with a fault, a proxy while it restarts, a captive portal with its own page (which is no JSON).
        if (fault.data || fault.cause instanceof SyntaxError) return { kind: "try-later", afterMs: TRY_LATER_MS };
        throw fault;
      }
    },
  };
}
