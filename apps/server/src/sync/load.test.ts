import { createSeededRandom } from "@aisle/domain/testing";
import { expect, test } from "vitest";
import { createLoad } from "./load.ts";

const calm = { connections: 2, waiting: () => 0, delayMs: () => 0, random: () => 0.5 };

test("[BP1] at rest phones may send all they can and poll as usual; the fuller it gets, the less and the rarer", () => {
  const load = createLoad(calm);
  expect(load.next()).toEqual({ pollMs: 30_000, pushMax: 50 });
  for (let count = 0; count < 8; count++) load.enter("pull");
  const half = load.next();
  for (let count = 0; count < 8; count++) load.enter("pull");
  const full = load.next();
  expect([half.pollMs > 30_000, half.pushMax < 50]).toEqual([true, true]);
  expect(full).toEqual({ pollMs: 120_000, pushMax: 10 });
});

test("[BP1] beyond its limit it asks those who only want to know to wait, and still takes what they send", () => {
  const load = createLoad(calm);
  for (let count = 0; count < 16; count++) expect(load.enter("pull").kind).toBe("in");
  expect(load.enter("pull")).toEqual({ kind: "full", afterMs: 4_000 });
  for (let count = 16; count < 32; count++) expect(load.enter("push").kind).toBe("in");
  expect(load.enter("push")).toEqual({ kind: "full", afterMs: 1_000 });
});

test("a place is free again once, however often it is left", () => {
  const load = createLoad({ ...calm, connections: 1 });
  const entries = Array.from({ length: 8 }, () => load.enter("pull"));
  const [first] = entries;
  if (first?.kind === "in") {
    first.leave();
    first.leave();
  }
  expect([load.enter("pull").kind, load.enter("pull").kind]).toEqual(["in", "full"]);
});

test("[BP1] a database line or a loop that is late says full, whatever is inside", () => {
  expect(createLoad({ ...calm, waiting: () => 20 }).enter("pull").kind).toBe("full");
  expect(createLoad({ ...calm, waiting: () => 20 }).enter("push").kind).toBe("in");
  expect(createLoad({ ...calm, delayMs: () => 1_200 }).enter("pull").kind).toBe("full");
  expect(createLoad({ ...calm, delayMs: () => 3_500 }).enter("push").kind).toBe("full");
});

test("those asked to wait do not all come back together", () => {
  const load = createLoad({ ...calm, waiting: () => 99, random: createSeededRandom(1).next });
  const waits = [1, 2, 3].map(() => load.enter("push")).map((entry) => (entry.kind === "full" ? entry.afterMs : 0));
  expect(new Set(waits).size).toBe(3);
});
