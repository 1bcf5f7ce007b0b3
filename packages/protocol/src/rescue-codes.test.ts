import { createSeededRandom } from "@aisle/domain/testing";
import { expect, test } from "vitest";
import { CODE_BYTES, codesOf, joinCodes, missingCodes, type ReadCodes, readRescueCode } from "./rescue-codes.ts";

const random = createSeededRandom(1901);
const someBytes = (length: number) => Uint8Array.from({ length }, () => random.int(256));
const readAll = (codes: readonly string[]) =>
  codes.reduce<ReadCodes | null>((read, code) => readRescueCode(read, code) ?? read, null);

test("[RS6] a package of any length comes back from its codes, whatever the order and however often each was read", () => {
  for (const length of [1, 4, 5, 41, CODE_BYTES - 1, CODE_BYTES, CODE_BYTES + 1, 10 * CODE_BYTES + 7]) {
    const bytes = someBytes(length);
    const codes = codesOf(bytes);
    const shuffled = [...codes, ...codes].toSorted(() => random.next() - 0.5);
    const read = readAll(shuffled);
    expect(read && joinCodes(read), `${length} bytes`).toEqual(bytes);
  }
});

test("[RS6] until every part was read, the numbers still needed are known and there is no package", () => {
  const codes = codesOf(someBytes(4 * CODE_BYTES));
  const read = readAll([codes[3] ?? "", codes[1] ?? ""]);
  expect(read && missingCodes(read)).toEqual([1, 3]);
  expect(read && joinCodes(read)).toBeNull();
});

test("[RS6] parts of two packages never mix: another one's part begins anew", () => {
  const [one, two] = [codesOf(someBytes(2 * CODE_BYTES)), codesOf(someBytes(2 * CODE_BYTES))];
  const read = readAll([one[0] ?? "", two[1] ?? ""]);
  expect(read && missingCodes(read)).toEqual([1]);
});

test("[RS6] a misread part is found by the checksum of the whole", () => {
  const [first = "", second = ""] = codesOf(someBytes(2 * CODE_BYTES));
  const misread = second.replace(/.$/, (letter) => (letter === "A" ? "B" : "A"));
  const other = first.replace(/(?<=\.)[A-Z2-7](?=[A-Z2-7]+$)/, (letter) => (letter === "A" ? "B" : "A"));
  expect(joinCodes(readAll([other, misread]) as ReadCodes)).toBeNull();
});

test("other codes in the shop are no part of a package", () => {
  const others = [
    "",
    "4006381333931",
    "https://id.gs1.org/01/04006381333931",
    "AISLE1.0.3.9E107D9D.AA",
    "AISLE1.4.3.9E107D9D.AA",
  ];
  for (const text of others) expect(readRescueCode(null, text), text).toBeNull();
});

test("a code keeps to the letters that QR packs tightest, and to the size that cameras read", () => {
  for (const code of codesOf(someBytes(200 * CODE_BYTES))) {
    expect(code).toMatch(/^[0-9A-Z.]+$/);
    // ISO/IEC 18004: version 16 with level M holds 656 of them.
    expect(code.length).toBeLessThanOrEqual(656);
  }
});
