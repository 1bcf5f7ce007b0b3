import type { IncomingMessage } from "node:http";
import { isIPv4, isIPv6 } from "node:net";

/**
 * Whose request this is, as far as its address says: an IPv4 address, or the /64 of an IPv6 one, which is what one household or
 * shop is given and can change within at will. Null for this very machine, which is not limited by its address.
 *
 * `X-Forwarded-For` is anybody's word, so it counts only with `trustsProxy`, and of it only the last entry: the one that the
 * proxy in front of us wrote itself.
 */
export function clientAddress({ socket, headers }: IncomingMessage, trustsProxy: boolean): string | null {
  const forwarded = String(headers["x-forwarded-for"] ?? "")
    .split(",")
    .at(-1)
    ?.trim();
  const address = trustsProxy && forwarded ? forwarded : (socket.remoteAddress ?? "");
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  if (isIPv4(plain)) return plain.startsWith("127.") ? null : plain;
  if (isIPv6(plain)) return plain === "::1" ? null : `${firstHalf(plain)}::/64`;
  return "unknown";
}

/** The first four groups of an IPv6 address, written out. */
function firstHalf(address: string): string {
  const [head = "", tail] = address.toLowerCase().split("::");
  const before = head.split(":").filter(Boolean);
  const after = (tail ?? "").split(":").filter(Boolean);
  const left = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array.from({ length: left }, () => "0"), ...after];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
