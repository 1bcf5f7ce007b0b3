import { PROTOCOL_VERSION } from "@aisle/protocol";

// What a phone with another version of the app says and hears: protocol 1 had these fields and no others.
const EXCHANGE = ["device", "app", "epoch", "outcomesKept", "cursor", "room"];
const PUSHED = ["seq", "id", "name", "v", "args", "by", "needs", "issuedAt"];

/** What is left of a request that was cut. */
export const HALF = "{";

/** The request as a phone speaking `proto` would have written it. */
export function asSpoken(body: string, proto: number | null): string {
  if (proto === null || body === HALF) return body;
  // Boundary: the phone's own engine wrote this body.
  const request = JSON.parse(body) as { readonly push: Record<string, unknown>[] } & Record<string, unknown>;
  if (proto > PROTOCOL_VERSION) return JSON.stringify({ ...request, proto });
  return JSON.stringify({ ...pick(request, EXCHANGE), proto, push: request.push.map((command) => pick(command, PUSHED)) });
}

/** The answer as that phone understands it: of a gap, only the number. */
export function asHeard(body: string, proto: number | null): string {
  if (proto === null || proto > PROTOCOL_VERSION) return body;
  const reply = JSON.parse(body) as Record<string, unknown>;
  return reply["kind"] === "gap" ? JSON.stringify(pick(reply, ["kind", "expected"])) : body;
}

function pick(from: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(from).filter(([key]) => keys.includes(key)));
}
