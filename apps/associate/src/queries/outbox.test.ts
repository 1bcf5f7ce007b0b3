import type { Outcome } from "@aisle/protocol";
import { newRow, type OutboxRow } from "@aisle/sync";
import { aBooking } from "@aisle/sync/testing";
import { expect, test } from "vitest";
import { actionState, isAbout, lostConfirmation } from "./outbox.ts";

function answered(outcome: Partial<Outcome>, changes: Partial<OutboxRow> = {}): OutboxRow {
  const row = newRow(aBooking(1), 1);
  const whole = { id: row.id, seq: 1, decidedAt: "2026-11-23T14:31:00Z", ...outcome };
  // Boundary: a test names only the part of a row and its outcome that it is about.
  return { ...row, seq: 1, outcomeAt: 1, outcome: whole, ...changes } as OutboxRow;
}

const refused = { kind: "refused", refusal: { code: "not-allowed" } } as const;
const labelled = (label: OutboxRow["label"]) => ({ ...newRow(aBooking(1), 1), label });

test("an action is found by its client, item or order number, in any order, without accents or capitals", () => {
  const row = {
    ...answered({ kind: "applied", result: { number: 10_482, locationId: "soho", arrivesOn: "2026-11-27" } }),
    label: { title: "Ship Merino Trench Coat to Zoë Östlund", detail: "Arrives Fri", customerName: "Zoë Östlund" },
  };
  for (const words of ["zoe", "ostlund trench", "10482", "", "  fri  merino "]) expect(isAbout(row, words), words).toBe(true);
  for (const words of ["ana", "zoe parka", "10483"]) expect(isAbout(row, words), words).toBe(false);
  expect(isAbout(labelled({ title: "Note on Ana" }), "ana")).toBe(true);
});

test("[OB10] an action stands where its row, what is in flight and what took its place say", () => {
  const standing = { inFlight: [], isSentAgain: false };
  const row = newRow(aBooking(1), 1);
  expect(actionState(row, standing)).toBe("on-this-phone");
  expect(actionState(row, { ...standing, inFlight: [row.id] })).toBe("sending");
  expect(actionState(answered({ kind: "applied", result: {} }), standing)).toBe("confirmed");
  expect(actionState(answered(refused), standing)).toBe("needs-you");
  expect(actionState(answered(refused, { acknowledged: true }), standing)).toBe("put-aside");
  expect(actionState(answered(refused, { acknowledged: true }), { ...standing, isSentAgain: true })).toBe("sent-again");
});

test("[SO5] a confirmation counts as lost only where head office says no now", () => {
  const accepted = { id: "x", seq: 1, decidedAt: "2026-11-23T14:00:00Z", kind: "applied", result: {} } as const;
  expect(lostConfirmation(answered(refused, { accepted }))).toEqual(accepted);
  expect(lostConfirmation(answered({ kind: "applied", result: {} }, { accepted }))).toBeNull();
  expect(lostConfirmation(answered(refused))).toBeNull();
});
