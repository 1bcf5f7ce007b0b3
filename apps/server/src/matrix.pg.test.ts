import { expect, test } from "vitest";
import { LAYERS, runMatrix, uncovered } from "./testing/matrix/run-matrix.ts";

test("every procedure and every command has a row that says who it is for", () => {
  expect(uncovered()).toEqual([]);
});

test.each(LAYERS)("nobody does or learns what is not theirs, with %s", { timeout: 300_000 }, async (layers) => {
  const { leaks, shutOut, refused } = await runMatrix(layers);
  expect(leaks).toEqual([]);
  // A regional manager may read the log, and the policies show them no client to read it of: a known limit, on the safe side.
  const known = (words: string) => words.includes("clients.log as regional");
  if (layers !== "policies alone") expect(shutOut.filter((words) => !known(words))).toEqual([]);
  expect(refused).toBeGreaterThan(200);
});

test("the matrix sees what both layers hold back: with neither, everybody's rows change hands", {
  timeout: 300_000,
}, async () => {
  const { leaks } = await runMatrix("neither");
  for (const words of [
    "told of airport",
    "told of harbour",
    "customer_note was changed",
    "associate was changed",
    "session was changed",
  ]) {
    expect(
      leaks.filter((leak) => leak.includes(words)),
      words,
    ).not.toEqual([]);
  }
});
