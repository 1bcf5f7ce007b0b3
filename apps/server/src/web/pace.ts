import type { IncomingMessage } from "node:http";
import { TRPCError } from "@trpc/server";
import { clientAddress } from "./client-address.ts";
import { createRateLimiter, type RateLimits } from "./rate-limit.ts";

/** Why somebody is asked to wait, and how long, in ms. */
export class TooOften extends Error {
  override readonly name = "TooOften";
  readonly afterMs: number;

  constructor(afterMs: number) {
    super("asked too often");
    this.afterMs = afterMs;
  }
}

/** Who may ask how often; each answers what to say to somebody who asks too often, or null. */
export type Pace = {
  readonly ofAddress: (request: IncomingMessage) => TRPCError | null;
  /** Only for a phone that has proven itself: otherwise anybody could use up another's. */
  readonly ofPhone: (deviceId: string) => TRPCError | null;
  readonly ofPerson: (associateId: string) => TRPCError | null;
};

export function createPace(options: {
  readonly limits: RateLimits;
  readonly now: () => number;
  /** Whether a proxy of ours is in front, whose word on addresses counts. */
  readonly trustsProxy: boolean;
  readonly onRefused: (what: keyof RateLimits) => void;
}): Pace {
  const { limits, now, trustsProxy, onRefused } = options;
  const addresses = createRateLimiter(limits.address, now);
  const phones = createRateLimiter(limits.phone, now);
  const people = createRateLimiter(limits.person, now);
  const refusal = (what: keyof RateLimits, afterMs: number): TRPCError | null => {
    if (afterMs === 0) return null;
    onRefused(what);
    return new TRPCError({ code: "TOO_MANY_REQUESTS", message: "asked too often", cause: new TooOften(afterMs) });
  };
  return {
    ofAddress: (request) => {
      const address = clientAddress(request, trustsProxy);
      return address === null ? null : refusal("address", addresses.take(address));
    },
    ofPhone: (deviceId) => refusal("phone", phones.take(deviceId)),
    ofPerson: (associateId) => refusal("person", people.take(associateId)),
  };
}
