import { expect, it } from "vitest";
import { NO_KEYS, wedgeStep } from "./wedge.ts";

/** Types the keys, each `gapMs` after the one before, and returns the scans that came of it. */
function scansOf(keys: readonly string[], gapMs: number | readonly number[]): string[] {
  let state = NO_KEYS;
  let atMs = 1000;
  const scans: string[] = [];
  keys.forEach((key, index) => {
    atMs += typeof gapMs === "number" ? gapMs : (gapMs[index] ?? 10);
    const step = wedgeStep(state, key, atMs);
    state = step.state;
    if (step.scan !== undefined) scans.push(step.scan);
  });
  return scans;
}

it("takes keys faster than a person, ended by Enter or Tab, for a scan", () => {
  expect(scansOf([..."4006381333931", "Enter"], 12)).toEqual(["4006381333931"]);
  expect(scansOf([..."MC-1042", "Tab"], 30)).toEqual(["MC-1042"]);
});

it("bears a hiccup of the radio", () => {
  const gaps = Array.from("4006381333931", (_, index) => (index === 6 ? 70 : 15));
  expect(scansOf([..."4006381333931", "Enter"], gaps)).toEqual(["4006381333931"]);
});

it("leaves a person's typing alone", () => {
  expect(scansOf([..."4006381333931", "Enter"], 60)).toEqual([]);
  expect(scansOf([..."trench coat", "Enter"], 120)).toEqual([]);
  expect(scansOf([..."abc", "Enter"], 20)).toEqual([]);
  expect(scansOf([..."4006381333931", "Enter"], [...Array(13).fill(10), 400])).toEqual([]);
});

it("takes only the scan when a person was typing just before it", () => {
  const gaps = [...Array(4).fill(150), 300, ...Array(12).fill(10)];
  expect(scansOf([..."coat", ..."036000291452", "Enter"], gaps)).toEqual(["036000291452"]);
});

it("reads capitals and FNC1, and starts again after an editing key", () => {
  expect(scansOf(["Shift", "M", "Shift", "C", "-", "1", "\u001d", "7", "Enter"], 8)).toEqual(["MC-1\u001d7"]);
  expect(scansOf([..."12345", "Backspace", ..."678", "Enter"], 8)).toEqual([]);
});

it("reads two scans one after the other", () => {
  expect(scansOf([..."SO-100", "Enter", ..."SO-101", "Enter"], 10)).toEqual(["SO-100", "SO-101"]);
});
