import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { clientAddress } from "./client-address.ts";

function asked(remoteAddress: string, forwarded?: string): IncomingMessage {
  // Boundary: as much of a request as the function reads.
  return {
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  } as IncomingMessage;
}

describe("whose request it is", () => {
  it.each([
    ["203.0.113.9", "203.0.113.9"],
    ["::ffff:203.0.113.9", "203.0.113.9"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0DB8:0001:0002::9", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["", "unknown"],
  ])("%s is %s", (address, key) => {
    expect(clientAddress(asked(address), false)).toBe(key);
  });

  it.each(["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"])("%s is this machine", (address) => {
    expect(clientAddress(asked(address), false)).toBeNull();
  });

  it("is nobody's own word, unless a proxy of ours is in front, and then only what that one wrote", () => {
    expect(clientAddress(asked("203.0.113.9", "198.51.100.7"), false)).toBe("203.0.113.9");
    expect(clientAddress(asked("127.0.0.1", "198.51.100.7"), true)).toBe("198.51.100.7");
    expect(clientAddress(asked("127.0.0.1", "10.9.9.9, 198.51.100.7"), true)).toBe("198.51.100.7");
    expect(clientAddress(asked("127.0.0.1", "not an address"), true)).toBe("unknown");
  });

  it("cannot be made new by changing the lower half of an IPv6 address", () => {
    const keys = Array.from({ length: 100 }, (_, n) => clientAddress(asked(`2001:db8:7:7:${n}:${n}::${n}`), false));
    expect(new Set(keys).size).toBe(1);
  });
});
