import { DAY } from "@aisle/domain";
import { expect, test } from "vitest";
import { createGround } from "../ground.ts";
import { runStory } from "../run-story.ts";
import type { Story } from "../story.ts";

// Seed 2 of 2026-11-22: a booking was in its six seconds of grace when the phone's clock was set back. By that clock the grace
// had three days to go, and everything behind it waited as long.
const story: Story = {
  seed: 2,
  phones: [{ store: 0, tabs: 1, isNew: false, proto: null }],
  offices: 1,
  onHand: [[0, 0, 4]],
  steps: [
    {
      kind: "ask",
      phone: 0,
      ask: { kind: "book", item: 0, quantity: 1, for: "known", promised: "far-off" },
      storage: "fine",
      throws: 0,
      grace: 6,
    },
    { kind: "ask", phone: 0, ask: { kind: "note", client: 0 }, storage: "fine", throws: 0, grace: 0 },
    { kind: "clock", phone: 0, ms: -3 * DAY },
  ],
  calmAfter: true,
};

test("[OB13] a clock set back while a booking is in its grace holds nothing up", async () => {
  await using ground = await createGround();
  expect((await runStory(ground, story)).broken).toBeNull();
});
