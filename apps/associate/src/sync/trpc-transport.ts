import type { AppRouter } from "@aisle/server/router";
import type { Compare, Transport } from "@aisle/sync";
import { createTRPCClient, type HTTPLinkOptions, httpLink, TRPCClientError } from "@trpc/client";

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
}): Transport & { readonly compare: Compare } {
  const { url, ready } = options;
  const client = createTRPCClient<AppRouter>({ links: [httpLink({ url, fetch: fetchAlive })] });
  return {
    exchange: async (request, signal) => {
      if (ready && (await ready()) === "sign-in-again") return { kind: "sign-in-again" };
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
    compare: (held, signal) => client.sync.compare.mutate(held, { signal }),
  };
}

type Fetch = NonNullable<HTTPLinkOptions<AppRouter["_def"]["_config"]["$types"]>["fetch"]>;

/**
 * The last request of an app that hides outlives it: iOS may freeze the page before the answer, which is then learnt at the next
 * exchange. Only small ones are let (a character is at most three bytes).
 */
const fetchAlive: Fetch = (input, init) => {
  const isLast = globalThis.document?.visibilityState === "hidden";
  const isSmall = typeof init?.body === "string" && init.body.length <= KEEPALIVE_CHARACTERS;
  // Boundary: tRPC's own form of what fetch takes, which differs in how it says that something is absent.
  return fetch(input, (isLast && isSmall ? { ...init, keepalive: true } : init) as RequestInit);
};
