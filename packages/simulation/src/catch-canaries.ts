import type { TestCluster } from "@aisle/db/testing";
import { CANARIES, type Canary } from "./canaries/canaries.ts";
import { createGround } from "./ground.ts";
import type { OracleName } from "./oracles/phone-watch.ts";
import { runSeeds } from "./run-seeds.ts";

/** Seeds in which a broken variant has to be seen. */
export const WITHIN_SEEDS = 50;

export type CaughtCanary = {
  readonly name: string;
  readonly isCaught: boolean;
  readonly seed: number | null;
  readonly by: OracleName | null;
};

/** Runs seeds on one broken variant until a rule breaks. Caught means by one of the rules that are about it. */
export async function catchCanary(canary: Canary, cluster?: TestCluster): Promise<CaughtCanary> {
  const { name, sabotage, caughtBy } = canary;
  await using ground = await createGround({ sabotage, ...(cluster ? { cluster } : {}) });
  let seed: number | null = null;
  let by: OracleName | null = null;
  await runSeeds(ground, { first: 1, count: WITHIN_SEEDS, sabotage }, (each) => {
    if (each.ran.broken) [seed, by] = [each.seed, each.ran.broken.oracle];
    return seed === null;
  });
  return { name, isCaught: by !== null && caughtBy.includes(by), seed, by };
}

export async function catchAllCanaries(cluster: TestCluster): Promise<CaughtCanary[]> {
  const caught: CaughtCanary[] = [];
  for (const canary of CANARIES) caught.push(await catchCanary(canary, cluster));
  return caught;
}
