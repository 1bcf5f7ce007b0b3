import type { SeededRandom } from "@aisle/domain/testing";

const DEEP = 30_000;

/** What JSON.stringify cannot write: a mark in its place, which `toText` replaces. */
const RAW: Readonly<Record<string, string>> = {
  "§deep list§": `${"[".repeat(DEEP)}${"]".repeat(DEEP)}`,
  "§deep object§": `${'{"a":'.repeat(DEEP)}1${"}".repeat(DEEP)}`,
  "§prototype§": '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}',
  "§thirty digits§": "123456789012345678901234567890",
  "§infinite§": "1e400",
  "§minus nothing§": "-0",
  "§twice§": '{"a":1,"a":2}',
  "§not JSON§": "NaN",
  "§wide§": `[${"0,".repeat(60_000)}0]`,
};

/** Values that have broken programs before, each where another was expected. */
const VALUES: readonly unknown[] = [
  ...Object.keys(RAW),
  null,
  true,
  false,
  "",
  "x",
  "0",
  "NaN",
  "Infinity",
  "-1",
  "1e9",
  "__proto__",
  "constructor",
  "toString",
  "a\u0000b",
  "\ud800",
  "\udc00\ud800",
  "\u202eevil",
  "'; drop table device; --",
  "{{7*7}}",
  "<script>alert(1)</script>",
  "x".repeat(100_000),
  "00000000-0000-0000-0000-000000000000",
  "019AB000-0000-7000-8000-000000000001",
  "0000-01-01T00:00:00.000Z",
  "9999-12-31T23:59:59.999Z",
  "2026-02-30T00:00:00Z",
  "2026-11-23T09:00:00+14:00",
  "1970-01-01T00:00:00Z",
  -1,
  0,
  0.5,
  1e9,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 53 - 1,
  2 ** 53,
  1e300,
  [],
  {},
  [null],
  [[]],
  Array.from({ length: 25 }, () => "019ab000-0000-7000-8000-000000000001"),
  { "a\u0000b": 1 },
  { "\ud800": 1 },
  { toString: 1, valueOf: null, length: -1 },
];

export function hostileValue(random: SeededRandom): unknown {
  // Each its own: a later spoiler may put something into a list, and must not put it into every list to come.
  return structuredClone(random.pick(VALUES));
}

/** JSON text, with what no JSON writer would write put in. */
export function toText(value: unknown): string {
  return JSON.stringify(value).replace(/"(§[^"§]{1,20}§)"/g, (mark, name: string) => RAW[name] ?? mark);
}
