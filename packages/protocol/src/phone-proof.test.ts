import { expect, it } from "vitest";
import { joinAddress, makePhoneCode, readPhoneCode, showPhoneCode } from "./phone-code.ts";
import { proofText, readPhoneProof, writePhoneProof } from "./phone-proof.ts";

const PROOF = { deviceId: "019ae2f0-1111-7aaa-8bbb-0123456789ab", at: 1_763_900_000_000, signature: "A".repeat(86) };

it("[PP1] signs the method, the path with its query, the time and the body's hash, each on a line of its own", () => {
  const text = proofText({ method: "post", path: "/trpc/sync.exchange?a=1", at: 5, bodyHash: "ff" });
  expect(text).toBe("aisle-1\nPOST\n/trpc/sync.exchange?a=1\n5\nff");
});

it("[PP1] is read back as it was written, and in no other spelling", () => {
  const written = writePhoneProof(PROOF);
  expect(readPhoneProof(written)).toEqual(PROOF);
  for (const other of [
    "",
    written.toUpperCase(),
    `${written} `,
    ` ${written}`,
    `${written}=`,
    written.slice(0, -1),
    written.replace(".1763900000000.", ".01763900000000."),
    written.replace(".1763900000000.", ".-1."),
    written.replace(".1763900000000.", ".1.5e3."),
    `${written},${written}`,
    written.replaceAll(".", ":"),
  ]) {
    expect(readPhoneProof(other), other).toBeNull();
  }
});

it("draws every letter of a code as often as any other, and reads it in every way people write it", () => {
  let byte = 0;
  const seen = new Map<string, number>();
  for (let times = 0; times < 3000; times++) {
    const code = makePhoneCode(() => byte++ % 256);
    expect(readPhoneCode(code)).toBe(code);
    expect(readPhoneCode(` ${showPhoneCode(code).toLowerCase()} `)).toBe(code);
    expect(readPhoneCode(joinAddress("https://aisle.example", code))).toBe(code);
    for (const letter of code) seen.set(letter, (seen.get(letter) ?? 0) + 1);
  }
  expect(seen.size).toBe(30);
  expect(new Set(seen.values()).size).toBe(1);
});

it.each(["", "XK4T-9PQ", "XK4T-9PQMM", "XK4T-9PQ0", "XK4T-9PQI", "https://aisle.example/join", "XK4T_9PQM", "ＸＫ４Ｔ９ＰＱＭ"])(
  "takes no code from %j",
  (text) => {
    expect(readPhoneCode(text)).toBeNull();
  },
);
