import { LocationId, Sku } from "@aisle/domain";
import type { Refusal, RefusalCode } from "@aisle/protocol";
import { expect, test } from "vitest";
import { type Names, refusalWords } from "./refusal-messages.ts";

const coat = Sku.parse("MTC-CAMEL-M");
const NAMES: Names = {
  place: () => "Market Street",
  item: () => "Merino Trench Coat, Camel, M",
  currency: "USD",
  source: "Warehouse",
  at: "2:12",
};

const ONE_OF_EACH = {
  "sold-out-at-source": {
    code: "sold-out-at-source",
    sku: coat,
    alternatives: [{ sku: coat, locationId: LocationId.parse("market-street"), arrivesOn: "2026-11-28", available: 3 }],
  },
  "no-stock-anywhere": { code: "no-stock-anywhere", sku: coat },
  "price-changed": { code: "price-changed", sku: coat, quotedMinor: 49_800, nowMinor: 44_800 },
  "price-not-ours": {
    code: "price-not-ours",
    sku: coat,
    quotedMinor: 1,
    nowMinor: 44_800,
    nowCurrency: "USD",
    nowProof: "proof",
  },
  "two-currencies": { code: "two-currencies", currencies: ["USD", "EUR"] },
  "total-too-high": { code: "total-too-high", maxMinor: 2_147_483_647, currency: "USD" },
  "address-missing": { code: "address-missing", fields: ["line1", "city", "postalCode"] },
  "unknown-item": { code: "unknown-item", sku: coat },
  "unknown-customer": { code: "unknown-customer" },
  "card-number": { code: "card-number" },
  "already-exists": { code: "already-exists" },
  "needs-refused": { code: "needs-refused", needs: "x" },
  "not-allowed": { code: "not-allowed" },
  "not-understood": { code: "not-understood", where: "lines", why: "too few" },
  "unknown-command": { code: "unknown-command" },
  "same-id-other-content": { code: "same-id-other-content" },
  "could-not-be-taken": { code: "could-not-be-taken", incident: "a1b2c3d4" },
  "too-old": { code: "too-old" },
} satisfies { readonly [Code in RefusalCode]: Refusal };

test.each(Object.values(ONE_OF_EACH))("$code has words without blame or machine room", (refusal) => {
  const { happened, next = "" } = refusalWords(refusal, NAMES);
  expect(happened.length).toBeLessThanOrEqual(110);
  expect(happened).toMatch(/\.$/);
  expect(`${happened} ${next}`).not.toMatch(/\b(sync|queue|pending|server|error|oops|failed|undefined)\b|!/i);
});

test("what happened is said with names, prices and times", () => {
  expect(refusalWords(ONE_OF_EACH["sold-out-at-source"], NAMES).happened).toBe(
    "The last one at Warehouse was promised before this reached head office at 2:12.",
  );
  expect(refusalWords(ONE_OF_EACH["price-changed"], NAMES).happened).toBe("Merino Trench Coat, Camel, M went from $498 to $448.");
  expect(refusalWords(ONE_OF_EACH["address-missing"], NAMES).happened).toBe("The address has no street, town or postal code.");
});
