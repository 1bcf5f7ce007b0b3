import { LocationId, Sku } from "@aisle/domain";
import type { Outcome } from "@aisle/protocol";
import { newRow, type OutboxRow } from "@aisle/sync";
import { aBooking, airport, aNewCustomer, coat } from "@aisle/sync/testing";
import { expect, test } from "vitest";
import type { ActionState } from "../queries/outbox.ts";
import { type ActionNames, actionChip, answerWords, differences, safeWords, toldWords } from "./action-words.ts";

const NAMES: ActionNames = {
  place: (id) => (id === airport ? "Airport" : "Market Street"),
  item: () => "Merino Trench Coat, Camel, M",
  currency: "USD",
  source: "Airport",
  at: "2:31",
  moment: (at) => new Date(at).toISOString().slice(11, 16),
};

const STATES: readonly ActionState[] = ["on-this-phone", "sending", "confirmed", "needs-you", "sent-again", "put-aside"];

function answered(outcome: Partial<Outcome>): OutboxRow {
  const row = newRow(aBooking(1), 1);
  // Boundary: a test names only the part of an outcome it is about.
  const whole = { id: row.id, seq: 1, decidedAt: "2026-11-23T14:31:00Z", ...outcome } as Outcome;
  return { ...row, seq: 1, attempts: 1, sentAt: 1, outcomeAt: 1, outcome: whole };
}

const later = { number: 10_482, locationId: LocationId.parse("market-street"), arrivesOn: "2026-11-30" };

test("what the client was told is kept as it was said", () => {
  expect(toldWords(newRow(aBooking(1), 1), NAMES)).toBe("At home Fri, Nov 27, from Airport, for $498.");
  expect(toldWords(newRow(aNewCustomer(1), 1), NAMES)).toBeUndefined();
});

test("a yes says the number, who ships and by when", () => {
  expect(answerWords(answered({ kind: "applied", result: later }), NAMES)).toBe(
    "Booked as order 10482. Market Street ships it, at home Mon, Nov 30.",
  );
});

test("a yes that differs from what was said shows each difference", () => {
  expect(differences(answered({ kind: "adjusted", result: later }), NAMES)).toEqual([
    { what: "At home", told: "Fri, Nov 27", now: "Mon, Nov 30" },
    { what: "From", told: "Airport", now: "Market Street" },
  ]);
  expect(differences(answered({ kind: "applied", result: later }), NAMES)).toEqual([]);
});

test("[SO5] what was confirmed, lost in a restore and refused now says all three, with the time", () => {
  const accepted: Outcome = { id: "x", seq: 1, decidedAt: "2026-11-23T14:31:00Z", kind: "applied", result: later };
  const row = { ...answered({ kind: "refused", refusal: { code: "no-stock-anywhere", sku: Sku.parse(coat) } }), accepted };
  expect(answerWords(row, NAMES)).toMatch(
    /^Confirmed 14:31, then lost by head office in a restore, and refused now\. No store can/,
  );
});

test("[SO3] what was confirmed and is offered again after a restore says that it is on its way again", () => {
  const accepted: Outcome = { id: "x", seq: 1, decidedAt: "2026-11-23T14:31:00Z", kind: "applied", result: later };
  expect(answerWords({ ...newRow(aBooking(1), 1), seq: 1, attempts: 1, accepted }, NAMES)).toMatch(/^Confirmed 14:31, then lost/);
});

test("nothing is said to be undone that head office has, or may have", () => {
  const safe = (code: "already-exists" | "too-old" | "not-allowed") =>
    safeWords({ row: answered({ kind: "refused", refusal: { code } }), state: "needs-you", isStuck: false }, NAMES);
  expect(safe("not-allowed")).toMatch(/^Nothing was booked\./);
  expect(safe("already-exists")).toMatch(/^Head office has it already\./);
  expect(safe("too-old")).toMatch(/^It may have been done already/);
});

test("after three tries over ten minutes it says so, and what happens next", () => {
  const row = { ...newRow(aBooking(1), 1), seq: 1, attempts: 5, sentAt: Date.parse("2026-11-23T14:16:00Z") };
  expect(safeWords({ row, state: "on-this-phone", isStuck: true }, NAMES)).toMatch(/^Tried 5 times since 14:16, and nobody/);
});

test("no state uses a word of the machine room, or blames anybody", () => {
  const rows = [
    newRow(aBooking(1), 1),
    newRow(aNewCustomer(1), 2),
    { ...newRow(aBooking(2), 3), attempts: 4 },
    answered({ kind: "adjusted", result: later }),
    answered({ kind: "failed", refusal: { code: "could-not-be-taken", incident: "a1b2" } }),
  ];
  for (const row of rows) {
    for (const state of STATES) {
      for (const isStuck of [true, false]) {
        const words = [answerWords(row, NAMES), safeWords({ row, state, isStuck }, NAMES), actionChip(state).words].join(" ");
        expect(words).not.toMatch(/\b(sync|queue|pending|server|error|oops|failed|undefined|null)\b|!/i);
      }
    }
  }
});
