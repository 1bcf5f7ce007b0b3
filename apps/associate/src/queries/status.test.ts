import { HOUR, MINUTE } from "@aisle/domain";
import { FIRST_STATUS } from "@aisle/sync";
import { expect, test } from "vitest";
import { type Standing, statusWords } from "./status.ts";

const NOW = Date.UTC(2026, 10, 24, 22, 16);

function words(part: Partial<Omit<Standing, "sync">> & { readonly sync?: Partial<Standing["sync"]> } = {}): string {
  return said(part).words;
}

function said({ sync, ...part }: Partial<Omit<Standing, "sync">> & { readonly sync?: Partial<Standing["sync"]> } = {}) {
  return statusWords({
    sync: { ...FIRST_STATUS, ...sync },
    unsent: 0,
    needsYou: 0,
    stockAsOf: NOW - 7 * MINUTE,
    now: NOW,
    isOnline: true,
    isStorageLost: false,
    isStorageLow: false,
    clock: (at) => new Date(at).toISOString().slice(11, 16),
    ...part,
  });
}

test("everything confirmed is up to date", () => {
  expect(words()).toBe("Up to date");
});

test("offline says how old the stock is, or what is saved here, or what needs a decision", () => {
  const sync = { phase: "offline" } as const;
  expect(words({ sync })).toBe("Offline · stock as of 22:09");
  expect(words({ sync, unsent: 3 })).toBe("Offline · 3 saved here");
  expect(words({ sync, unsent: 3, needsYou: 1 })).toBe("Offline · 1 needs you");
  expect(said({ sync, isOnline: false, unsent: 3 }).sentence).toBe("3 saved on this phone. They go as soon as there's signal.");
  expect(said({ sync, isOnline: true }).sentence).toMatch(/^Head office can't be reached/);
});

test("without any network it is offline at once, before the next exchange finds out", () => {
  expect(words({ sync: { phase: "idle" }, isOnline: false })).toBe("Offline · stock as of 22:09");
  expect(words({ sync: { phase: "waiting" }, isOnline: false, unsent: 1 })).toBe("Offline · 1 saved here");
});

test("what a person must do comes before what the phone does by itself", () => {
  expect(words({ needsYou: 1, unsent: 2 })).toBe("1 needs you");
  expect(words({ needsYou: 2, sync: { phase: "signed-out" } })).toBe("Sign in");
  expect(said({ unsent: 3, sync: { phase: "signed-out" } }).sentence).toBe(
    "Your sign-in ended. 3 things are safe and will go when you sign in.",
  );
});

test("sending counts what is on its way among what waits", () => {
  expect(words({ unsent: 3, sync: { phase: "sending", inFlight: ["a", "b"] } })).toBe("Sending 2 of 3");
  expect(words({ unsent: 3, sync: { phase: "waiting" } })).toBe("3 waiting");
});

test("asking for news is not shown as sending", () => {
  expect(words({ sync: { phase: "sending", inFlight: [] } })).toBe("Up to date");
});

test("stock older than two hours says from when it is", () => {
  expect(words({ stockAsOf: NOW - 3 * HOUR })).toBe("Stock from 19:16");
  expect(words({ stockAsOf: NOW - 119 * MINUTE })).toBe("Up to date");
});

test("a clock far off, a full phone and a dead storage each say so", () => {
  expect(words({ sync: { serverClockOffsetMs: -12 * MINUTE } })).toBe("Check the clock");
  expect(words({ isStorageLow: true })).toBe("Phone is nearly full");
  expect(words({ isStorageLost: true, unsent: 1 })).toBe("Open Aisle again");
});

test("no state uses a word of the machine room", () => {
  const phases = ["idle", "sending", "waiting", "offline", "head-office-down", "signed-out", "update-needed"] as const;
  for (const phase of phases) {
    for (const unsent of [0, 1, 3]) {
      for (const isOnline of [true, false]) {
        const { words: short, sentence } = said({ sync: { phase }, unsent, isOnline });
        expect(`${short} ${sentence}`).not.toMatch(/\b(sync|queue|pending|server|error|oops)\b|!/i);
      }
    }
  }
});
