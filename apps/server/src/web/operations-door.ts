import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** What a proxy adds: with one of these, a request from this machine is somebody else's, passed on. */
const PASSED_ON = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];

/** Whether this request may read metrics and readiness: from this very machine, or with the token of the setting. */
export function mayWatch(request: IncomingMessage, token: string | null): boolean {
  if (token !== null && isSame(request.headers.authorization ?? "", `Bearer ${token}`)) return true;
  return isFromThisMachine(request);
}

/** Whether somebody on this very machine asks, and nobody passed it on. */
export function isFromThisMachine(request: IncomingMessage): boolean {
  return isLoopback(request.socket.remoteAddress) && PASSED_ON.every((name) => request.headers[name] === undefined);
}

function isLoopback(address: string | undefined): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address ?? "");
}

/** Compares hashes in constant time: how long it takes says nothing about how much of the token was right. */
function isSame(given: string, wanted: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(wanted));
}
