import { MINUTE } from "@aisle/domain";
import type { RescueAnswer } from "@aisle/protocol";
import type { AppRouter } from "@aisle/server/router";
import { createTRPCClient, type TRPCClient } from "@trpc/client";
import { headOfficeLink } from "../phone-proof/head-office-link.ts";

const KEY_DEADLINE_MS = 8000;
/** Some hundred actions are decided one by one while we wait. Given up, the package is brought again, which is harmless. */
const TAKE_IN_DEADLINE_MS = MINUTE;

/** What a phone asks of head office about packages. Both reject where head office is not reached or has a fault. */
export type RescueDesk = {
  /** This phone's key, base64. */
  readonly key: () => Promise<string>;
  readonly takeIn: (bytes: Uint8Array<ArrayBuffer>) => Promise<RescueAnswer>;
};

export function createRescueDesk(options: { readonly url: string }): RescueDesk {
  const client: TRPCClient<AppRouter> = createTRPCClient<AppRouter>({ links: [headOfficeLink(options.url)] });
  return {
    key: () => client.rescue.key.mutate(undefined, { signal: AbortSignal.timeout(KEY_DEADLINE_MS) }),
    takeIn: (bytes) =>
      client.rescue.takeIn.mutate({ sealed: toBase64(bytes) }, { signal: AbortSignal.timeout(TAKE_IN_DEADLINE_MS) }),
  };
}

export function toBase64(bytes: Uint8Array<ArrayBuffer>): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
