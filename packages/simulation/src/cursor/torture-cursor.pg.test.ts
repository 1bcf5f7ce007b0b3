import { expect, test } from "vitest";
import { tortureCursor } from "./torture-cursor.ts";

test("[PL4] 24 writers that overlap, dawdle and roll back: nothing is missed and no pull is torn, where other cursors lose", async () => {
  const { feeds, readers, changes, rolledBack } = await tortureCursor({ seed: 7, writers: 24, changes: 4_000 });
  expect(changes).toBeGreaterThanOrEqual(4_000);
  expect(rolledBack).toBeGreaterThan(0);
  expect(feeds).toMatchObject({ missed: 0, torn: 0 });
  const [bySequence, byTime, inTwo] = readers;
  expect(bySequence?.missed).toBeGreaterThan(0);
  expect(byTime?.missed).toBeGreaterThan(0);
  expect(inTwo?.torn).toBeGreaterThan(0);
});
