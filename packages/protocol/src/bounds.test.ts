import { expect, test } from "vitest";
import { beyondBounds, whereOf } from "./bounds.ts";

const nested = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`);

test("what phones send is within bounds", () => {
  const lines = Array.from({ length: 100 }, (_, line) => ({ sku: `MTC-${line}`, quantity: 1 }));
  expect(beyondBounds({ lines, address: { line1: "1200 Bay St, 東京 🧥" }, from: null, isGift: false })).toBeNull();
});

test("[EX4] nesting that would overflow whatever recurses over it is found without recursing", () => {
  expect(beyondBounds(nested(32))).toBeNull();
  expect(beyondBounds(nested(33))?.why).toBe("is nested too deep");
  expect(beyondBounds(nested(400_000))?.why).toBe("is nested too deep");
});

test("[EX4] more than a phone could mean is found at once", () => {
  expect(beyondBounds({ lines: Array.from({ length: 1001 }, () => 0) })).toEqual({
    where: "lines",
    why: "holds too many entries",
  });
  const rows = Array.from({ length: 1000 }, () => Array.from({ length: 30 }, () => 0));
  expect(beyondBounds(rows)?.why).toBe("holds too many values");
});

test.each([
  ["NUL", { notes: ["a", "b\u0000"] }, "notes.1"],
  ["half a pair", { name: "\ud800" }, "name"],
  ["half a pair, in a name", { prices: { "\udc00": 1 } }, "prices"],
  ["NUL in a name", { prices: { "a\u0000": 1 } }, "prices"],
  ["a prototype", JSON.parse('{"args":{"__proto__":{"isAdmin":true}}}'), "args"],
])("[EX4] text that no database holds is found: %s", (_, value, where) => {
  expect(beyondBounds(value)?.where).toBe(where);
});

test("a path can be stored and is short, whatever names a phone chose", () => {
  const where = whereOf(["quoted", "a\u0000b", "\ud800", "x".repeat(500)]);
  expect(where.length).toBeLessThanOrEqual(100);
  expect(beyondBounds(where)).toBeNull();
});
