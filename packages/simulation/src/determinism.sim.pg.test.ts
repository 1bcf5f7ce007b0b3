import { expect, test } from "vitest";
import { createGround } from "./ground.ts";
import { runSeeds } from "./run-seeds.ts";
import { storyOf } from "./story-of-seed.ts";
import { traceOf } from "./tell.ts";

test("a seed is the same story every time", () => {
  expect(storyOf(4711)).toEqual(storyOf(4711));
  expect(storyOf(4711)).not.toEqual(storyOf(4712));
});

test("the same story is the same run, await by await, on another database too", { timeout: 300_000 }, async () => {
  const traces: number[][] = [];
  for (let time = 0; time < 2; time++) {
    await using ground = await createGround();
    const each: number[] = [];
    await runSeeds(ground, { first: 1, count: 12 }, ({ ran }) => each.push(traceOf(ran)) > 0);
    traces.push(each);
  }
  expect(traces[0]).toEqual(traces[1]);
  expect(new Set(traces[0]).size).toBe(12);
});
