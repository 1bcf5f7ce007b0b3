import type { AppRouter } from "@aisle/server/router";
import { type HTTPLinkOptions, httpLink, type TRPCLink } from "@trpc/client";
import { signedFetch } from "./signed-fetch.ts";

type FetchOfTrpc = NonNullable<HTTPLinkOptions<AppRouter["_def"]["_config"]["$types"]>["fetch"]>;

/** The way to head office's procedures at `url`: every call a request of its own, signed by this phone. */
export function headOfficeLink(url: string, change: (init: RequestInit) => RequestInit = (init) => init): TRPCLink<AppRouter> {
  // Boundary: tRPC's own form of what fetch takes, which differs in how it says that something is absent.
  const signed: FetchOfTrpc = (input, init) => signedFetch(input, change((init ?? {}) as RequestInit));
  return httpLink({ url, fetch: signed });
}
