import { DAY } from "@aisle/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createGround, type OwnGround } from "../ground.ts";
import { runStory } from "../run-story.ts";
import { ALL_FINE, type Step } from "../story.ts";

// Both of 2026-11-22: what was taken was forgotten, or no longer offered again, by the phone's clock. Set ahead by months, it made
// everything old: a restored head office then had nothing, and the phone, which had said "Confirmed", had nothing to offer.

const booking: Step = {
  kind: "ask",
  phone: 0,
  ask: { kind: "book", item: 0, quantity: 1, for: "known", promised: "far-off" },
  storage: "fine",
  throws: 0,
  grace: 0,
};
const go: Step[] = Array.from({ length: 8 }, () => ({ kind: "go", phone: 0, tab: 0, turn: 0, fate: ALL_FINE }));
const clock = (days: number): Step => ({ kind: "clock", phone: 0, ms: days * DAY });
const restart: Step = { kind: "kill", phone: 0, tab: "all" };
const backup: Step = { kind: "backup" };
const restore = (isTold: boolean): Step => ({ kind: "restore", isTold });

let ground: OwnGround;
beforeAll(async () => {
  ground = await createGround();
});
afterAll(() => ground[Symbol.asyncDispose]());

test.each([
  ["opened again with its clock ahead, then head office is restored", [clock(100), restart, ...go, restore(true)]],
  [
    "opened again with its clock ahead, then head office is restored and nobody says so",
    [clock(100), restart, ...go, restore(false)],
  ],
  ["told of the restore when its clock is ahead", [clock(100), restore(true)]],
])("[SO6] what a phone was told is taken is not lost when it is %s", async (_, after) => {
  const phones = [{ store: 0, tabs: 1, isNew: false, proto: null }];
  const steps = [backup, booking, ...go, ...after];
  const { broken } = await runStory(ground, { seed: 1, phones, offices: 1, onHand: [[0, 0, 9]], steps, calmAfter: true });
  expect(broken).toBeNull();
});

test("[SO6] nor when it was taken while the clock was behind, and the clock was put right since", async () => {
  const phones = [{ store: 0, tabs: 1, isNew: false, proto: null }];
  const steps = [backup, clock(-100), booking, ...go, clock(100), restart, ...go, restore(true)];
  const { broken } = await runStory(ground, { seed: 1, phones, offices: 1, onHand: [[0, 0, 9]], steps, calmAfter: true });
  expect(broken).toBeNull();
});
