import type { Alarm } from "@aisle/sync";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { liveWithPage } from "./lives.ts";

const soon: Alarm = { now: () => 0, sleep: () => Promise.resolve() };

beforeEach(() => {
  vi.stubGlobal("window", new EventTarget());
});
afterEach(() => vi.unstubAllGlobals());

const untilAborted = (signal: AbortSignal) => new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));

it("[LO7] stops with its page, and lives anew when the page comes back from the cache", () => {
  const signals: AbortSignal[] = [];
  const run = (signal: AbortSignal) => {
    signals.push(signal);
    return untilAborted(signal);
  };
  const stop = liveWithPage({ run, alarm: soon, report: () => {} });
  window.dispatchEvent(new Event("pageshow"));
  expect(signals.map((signal) => signal.aborted)).toEqual([false]);
  window.dispatchEvent(new Event("pagehide"));
  expect(signals.map((signal) => signal.aborted)).toEqual([true]);
  window.dispatchEvent(new Event("pageshow"));
  expect(signals.map((signal) => signal.aborted)).toEqual([true, false]);
  stop();
  expect(signals.map((signal) => signal.aborted)).toEqual([true, true]);
});

it("[LO8] is not deaf for ever after a fault of the page's own: it reports and goes on", async () => {
  const faults: unknown[] = [];
  let runs = 0;
  const run = (signal: AbortSignal) => {
    runs++;
    return runs === 1 ? Promise.reject(new Error("the lock manager is gone")) : untilAborted(signal);
  };
  const stop = liveWithPage({ run, alarm: soon, report: (fault) => faults.push(fault) });
  await vi.waitFor(() => expect(runs).toBe(2));
  expect(faults).toEqual([new Error("the lock manager is gone")]);
  stop();
});
