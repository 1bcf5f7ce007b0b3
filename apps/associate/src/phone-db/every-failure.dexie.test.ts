import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { FAILURES, type Failure, installFailingIdb } from "./testing/failing-idb.ts";
import { type StoryVerdict, tellStory } from "./testing/storage-story.ts";

const idb = installFailingIdb();
let stories = 0;

function story(fault: { at: number; failure: Failure } | null): Promise<StoryVerdict> {
  stories += 1;
  // Without a fault nothing is waited out, and a busy machine is no fault.
  return tellStory({ idb, fault, name: `story-${stories}`, deadlineMs: fault ? 20 : 5000 });
}

const NOTHING_WRONG = { lost: 0, doubled: 0, lied: 0, stuck: 0, diverged: 0 };

test("[ST5] without a fault five bookings are saved and arrive", async () => {
  expect(await story(null)).toMatchObject({ ...NOTHING_WRONG, saved: 5, denied: 0, hasFailed: false });
});

// Every i-th operation of the story, each with one kind of failure in turn; `npm run prove -- storage` tries all of all in a browser.
test.each(FAILURES.map((failure, first) => [failure, first] as const))(
  "[ST2] whichever storage operation fails (%s): what was called saved arrives once, and what was not does not",
  async (failure, first) => {
    const { operations } = await story(null);
    const wrong: unknown[] = [];
    for (let at = first + 1; at <= operations; at += FAILURES.length) {
      const { operations: _, hasFailed, saved, denied, ...faults } = await story({ at, failure });
      if (Object.values(faults).some((count) => count > 0)) wrong.push({ at, saved, denied, ...faults });
    }
    expect(wrong).toEqual([]);
  },
);

test("[ST2] an outbox that keeps what it called not saved is caught", async () => {
  const { operations } = await story(null);
  let lied = 0;
  for (let at = 1; at <= operations && lied === 0; at++) {
    stories += 1;
    const fault = { at, failure: "silent" } as const;
    lied += (await tellStory({ idb, fault, name: `story-${stories}`, deadlineMs: 20, createOutbox: (storage) => storage })).lied;
  }
  expect(lied).toBeGreaterThan(0);
});
