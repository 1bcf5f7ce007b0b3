import { type Ran, runStory } from "./run-story.ts";
import type { Sabotage } from "./sabotage.ts";
import { shrink } from "./shrink.ts";
import { storyOf } from "./story-of-seed.ts";
import { tell } from "./tell.ts";
import type { Ground } from "./world/world.ts";

export type SeedRan = { readonly seed: number; readonly ran: Ran };

/** Runs the stories of `count` seeds from `first` on, and hands over each; stops when `each` answers false. */
export async function runSeeds(
  ground: Ground,
  seeds: { readonly first: number; readonly count: number; readonly sabotage?: Sabotage },
  each: (seedRan: SeedRan) => boolean,
): Promise<void> {
  for (let seed = seeds.first; seed < seeds.first + seeds.count; seed++) {
    const ran = await runStory(ground, storyOf(seed), seeds.sabotage);
    // Rows that were copied and deleted again are swept now and then, or every later copy has to step over them.
    if (seed % VACUUM_EVERY === 0) await ground.database.execute("vacuum");
    if (!each({ seed, ran })) return;
  }
}

const VACUUM_EVERY = 50;

/** The shortest story found that breaks the same rule as this seed's, in words. */
export async function explain(ground: Ground, seed: number): Promise<string> {
  const story = storyOf(seed);
  const { broken } = await runStory(ground, story);
  if (!broken) return `SEED=${seed} broke no rule this time`;
  const shrunk = await shrink(story, broken, (candidate) => runStory(ground, candidate));
  return tell(shrunk.story, await runStory(ground, shrunk.story), shrunk.broken);
}
