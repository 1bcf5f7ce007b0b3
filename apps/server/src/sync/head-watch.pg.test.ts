import { createChanges, recordChanges, withTx } from "@aisle/db";
import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type HeadWatch, startHeadWatch } from "./head-watch.ts";

let database: TestDatabase;
let watch: HeadWatch;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await move("store:downtown", "store:airport");
  watch = startHeadWatch({ database, isListening: () => false, onMoved: () => undefined });
  await watch.look();
  return () => watch.stop();
});

async function move(...feeds: string[]): Promise<void> {
  await withTx(database, {}, async (tx) => {
    const changes = createChanges();
    for (const feed of feeds) changes.touched.feeds.add(feed);
    await recordChanges(tx, changes);
  });
}

test("[PK3] what another process wrote is found, and once", async () => {
  await move("store:downtown", "network");
  expect([...(await watch.look())].sort()).toEqual(["network", "store:downtown"]);
  expect(await watch.look()).toEqual([]);
});

test("what this process wrote is not taken for another's, but another's beside it is", async () => {
  await move("store:downtown", "store:airport");
  watch.note(["store:downtown", "store:airport"]);
  expect(await watch.look()).toEqual([]);
  await move("store:downtown");
  await move("store:downtown");
  watch.note(["store:downtown"]);
  expect(await watch.look()).toEqual(["store:downtown"]);
});

test("the first look only learns where the feeds stand", async () => {
  const later = startHeadWatch({ database, isListening: () => false, onMoved: () => undefined });
  try {
    // Also when somebody asks while that look is still under way.
    expect(await Promise.all([later.look(), later.look(), later.look()])).toEqual([[], [], []]);
  } finally {
    await later.stop();
  }
});
