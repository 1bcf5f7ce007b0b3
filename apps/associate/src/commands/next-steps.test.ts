import { COMMANDS, type Refusal } from "@aisle/protocol";
import { newRow, type OutboxRow } from "@aisle/sync";
import { aBooking, airport, coat } from "@aisle/sync/testing";
import { expect, test } from "vitest";
import { type NextStep, nextSteps, type StepContext } from "./next-steps.ts";

const CONTEXT: StepContext = {
  place: (locationId) => (locationId === airport ? "Airport" : locationId),
  item: () => "Merino Trench Coat, Camel, M",
  weekday: () => "Sat",
  day: () => "Sat, Nov 28",
  currency: "USD",
  addressNow: undefined,
};

function booking() {
  const { name, args } = aBooking(1);
  if (name !== "order.ship-to-home") throw new Error("a booking ships to a home");
  return args;
}

function refused(refusal: Refusal): OutboxRow {
  const row = newRow(aBooking(1), 1);
  return { ...row, seq: 1, outcomeAt: 1, outcome: { id: row.id, seq: 1, decidedAt: row.issuedAt, kind: "refused", refusal } };
}

function best(refusal: Refusal, context: Partial<StepContext> = {}): NextStep | undefined {
  return nextSteps(refused(refusal), { ...CONTEXT, ...context })[0];
}

test("sold out: the best other building comes first, with its day, and takes the order's own id", () => {
  const alternatives = [{ sku: coat, locationId: airport, arrivesOn: "2026-11-28", available: 3 }];
  const step = best({ code: "sold-out-at-source", sku: coat, alternatives });
  expect(step).toMatchObject({
    kind: "ask",
    words: "Ship from Airport (Sat)",
    note: "At home Sat, Nov 28 · 3 there",
    asked: {
      name: "order.ship-to-home",
      graceMs: 0,
      label: { detail: "Arrives Sat, Nov 28" },
      args: {
        orderId: booking().orderId,
        from: airport,
        quoted: { locationId: airport, arrivesOn: "2026-11-28" },
      },
    },
  });
});

test("a new price is booked only by saying it", () => {
  const step = best({ code: "price-changed", sku: coat, quotedMinor: 49_800, nowMinor: 44_800 });
  expect(step).toMatchObject({ words: "Book at $448", asked: { args: { quoted: { prices: { [coat]: 44_800 } } } } });
});

test("the price head office named goes with its proof, and none is claimed where there is none", () => {
  const now = { nowMinor: 44_800, nowCurrency: "USD", nowProof: "new proof" };
  const step = best({ code: "price-not-ours", sku: coat, quotedMinor: 1, ...now });
  expect(step).toMatchObject({ words: "Book at $448", asked: { args: { quoted: { proofs: { [coat]: "new proof" } } } } });
  const older = best({ code: "price-changed", sku: coat, quotedMinor: 49_800, nowMinor: 44_800 });
  expect(older).toMatchObject({ asked: { args: { quoted: { currency: "USD", proofs: null } } } });
});

test("what an app without proofs asked for can be asked again", () => {
  const row = refused({ code: "could-not-be-taken", incident: "a1b2c3d4" });
  if (row.name !== "order.ship-to-home") throw new Error("a booking ships to a home");
  const { currency: _currency, proofs: _proofs, ...quoted } = row.args.quoted;
  // Boundary: as an earlier version of the app left it on the disk.
  const old = { ...row, args: { ...row.args, quoted } } as OutboxRow;
  const [step] = nextSteps(old, CONTEXT);
  expect(step?.kind === "ask" && COMMANDS["order.ship-to-home"].args.safeParse(step.asked.args).error).toBeUndefined();
});

test("a missing address opens the form, until the client has a whole one", () => {
  const refusal: Refusal = { code: "address-missing", fields: ["line1"] };
  expect(best(refusal)).toMatchObject({ kind: "edit", words: "Fix address" });
  const addressNow = { line1: "1200 Bay St", line2: "", city: "San Francisco", region: "CA", postalCode: "94123", country: "US" };
  expect(best(refusal, { addressNow })).toMatchObject({
    words: "Ship to 1200 Bay St, San Francisco 94123",
    asked: { args: { address: addressNow } },
  });
});

test("what head office could not take is asked again as it was, standing alone", () => {
  const step = best({ code: "could-not-be-taken", incident: "a1b2c3d4" });
  expect(step).toMatchObject({ words: "Try again", asked: { args: aBooking(1).args } });
  expect(step?.kind === "ask" && step.asked.needs).toBeFalsy();
});

test("a permission is not asked for twice", () => {
  expect(best({ code: "not-allowed" })).toBeUndefined();
});

test("[OB12] what is asked again names what it stands for", () => {
  for (const refusal of [
    { code: "could-not-be-taken", incident: "a1b2c3d4" },
    { code: "price-changed", sku: coat, quotedMinor: 49_800, nowMinor: 44_800 },
  ] as const) {
    expect(best(refusal)).toMatchObject({ asked: { label: { replaces: refused(refusal).id } } });
  }
});

test("whatever a person could change can be edited and sent again", () => {
  const edits = (refusal: Refusal) => nextSteps(refused(refusal), CONTEXT).filter((step) => step.kind === "edit");
  expect(edits({ code: "no-stock-anywhere", sku: coat })).toHaveLength(1);
  expect(edits({ code: "could-not-be-taken", incident: "a1b2c3d4" })).toHaveLength(1);
  expect(edits({ code: "address-missing", fields: ["line1"] })).toHaveLength(1);
  expect(edits({ code: "already-exists" })).toEqual([]);
});
