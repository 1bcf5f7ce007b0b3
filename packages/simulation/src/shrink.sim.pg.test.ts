import { expect, test } from "vitest";
import { CANARIES } from "./canaries/canaries.ts";
import { catchCanary } from "./catch-canaries.ts";
import { createGround } from "./ground.ts";
import { runStory } from "./run-story.ts";
import { shrink } from "./shrink.ts";
import { storyOf } from "./story-of-seed.ts";
import { tell } from "./tell.ts";

test("a failing story is shrunk to a few steps that break the same rule, and told in words", { timeout: 300_000 }, async () => {
  const canary = CANARIES.find(({ name }) => name === "the outbox dropped when starting over");
  if (!canary) throw new Error("there is no such broken variant");
  const { seed } = await catchCanary(canary);
  const { sabotage } = canary;
  await using ground = await createGround({ sabotage });
  const story = storyOf(seed ?? 0);
  const run = (candidate: typeof story) => runStory(ground, candidate, sabotage);
  const { broken } = await run(story);
  if (!broken) throw new Error("the seed that was caught breaks nothing");

  const shrunk = await shrink(story, broken, run);
  expect(shrunk.broken.oracle).toBe("nothing-dropped");
  expect(shrunk.story.steps.length).toBeLessThan(15);
  const told = tell(shrunk.story, await run(shrunk.story), shrunk.broken);
  expect(told).toContain(`SEED=${seed} breaks "nothing-dropped"`);
  expect(told).toMatch(/\d\. Phone \d asks for /);
  expect(told).toMatch(/\d\. Head office's database is restored from the backup/);
});
