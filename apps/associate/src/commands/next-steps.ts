import { type Address, addressLine, formatMoney, type LocationId, type Sku } from "@aisle/domain";
import type { Refusal } from "@aisle/protocol";
import type { OutboxRow } from "../queries/outbox.ts";
import type { Asked } from "../queries/phone.tsx";

/**
 * What a person can do about a refusal. `ask` is a new command in the old one's place; `edit` opens its form filled in; `go` leads
 * to where it can be mended.
 */
export type NextStep =
  | { readonly kind: "ask"; readonly words: string; readonly note?: string; readonly asked: Asked; readonly said: string }
  | { readonly kind: "edit"; readonly words: string; readonly note?: string }
  | { readonly kind: "go"; readonly words: string; readonly to: "client" | "find"; readonly query?: string };

const EDIT: NextStep = { kind: "edit", words: "Edit and send again" };

export type StepContext = {
  readonly place: (locationId: LocationId) => string;
  readonly item: (sku: Sku) => string;
  /** `Sat`, and `Sat, Nov 28`. */
  readonly weekday: (date: string) => string;
  readonly day: (date: string) => string;
  readonly currency: string;
  /** Where the client's orders go by what this phone knows now; undefined when it cannot be shipped to. */
  readonly addressNow: Address | undefined;
};

/** The ways on after a refusal, best first. Cancelling is always one more. */
export function nextSteps(row: OutboxRow, context: StepContext): readonly NextStep[] {
  const { outcome } = row;
  if (outcome?.kind !== "refused" && outcome?.kind !== "failed") return [];
  const { refusal } = outcome;
  if (row.name !== "order.ship-to-home") return otherSteps(row, refusal);
  const steps = bookingSteps(row, refusal, context);
  return SETTLED.has(refusal.code) || steps.some((step) => step.kind === "edit") ? steps : [...steps, EDIT];
}

type Booking = Extract<OutboxRow, { readonly name: "order.ship-to-home" }>;

function bookingSteps(row: Booking, refusal: Refusal, context: StepContext): readonly NextStep[] {
  const { place, item, weekday, day, currency, addressNow } = context;
  switch (refusal.code) {
    case "sold-out-at-source":
      return refusal.alternatives.map(({ locationId, arrivesOn, available }) => ({
        kind: "ask",
        words: `Ship from ${place(locationId)} (${weekday(arrivesOn)})`,
        note: `At home ${day(arrivesOn)} · ${available} there`,
        asked: again(
          { ...row, label: { ...row.label, detail: `Arrives ${day(arrivesOn)}` } },
          { from: locationId, quoted: { ...row.args.quoted, locationId, arrivesOn } },
        ),
        said: `Booked from ${place(locationId)}. Arrives ${day(arrivesOn)}.`,
      }));
    case "price-changed":
    case "price-not-ours": {
      const price = formatMoney({ minor: refusal.nowMinor, currency: refusal.nowCurrency ?? currency });
      return [
        {
          kind: "ask",
          words: `Book at ${price}`,
          asked: again(row, { quoted: quotedAnew(row.args, refusal) }),
          said: `Booked at ${price}. Arrives ${day(row.args.quoted.arrivesOn)}.`,
        },
      ];
    }
    case "address-missing": {
      const fix: NextStep = { kind: "edit", words: "Fix address" };
      if (!addressNow) return [fix];
      const line = addressLine(addressNow);
      return [
        { kind: "ask", words: `Ship to ${line}`, asked: again(row, { address: addressNow }), said: `Booked to ${line}.` },
        fix,
      ];
    }
    case "no-stock-anywhere":
    case "unknown-item":
      return [{ kind: "go", words: "Find something like it", to: "find", query: titleOf(item(refusal.sku)) }];
    case "card-number":
    case "two-currencies":
    case "total-too-high":
      return [EDIT];
    case "too-old":
      return [{ kind: "go", words: "Open the client", to: "client" }, tryAgain(row)];
    case "unknown-customer":
      return [EDIT, { kind: "go", words: "Open the client", to: "client" }, tryAgain(row)];
    case "already-exists":
    case "same-id-other-content":
    case "not-allowed":
      return [];
    case "needs-refused":
    case "not-understood":
    case "unknown-command":
    case "could-not-be-taken":
      return [tryAgain(row)];
  }
}

function otherSteps(row: OutboxRow, refusal: Refusal): readonly NextStep[] {
  if (SETTLED.has(refusal.code)) return [];
  if (row.name === "customer.set-consent") return [tryAgain(row)];
  return refusal.code === "not-understood" || refusal.code === "card-number" ? [EDIT] : [tryAgain(row), EDIT];
}

/** Nothing the person holding this phone could change would get another answer. */
const SETTLED: ReadonlySet<Refusal["code"]> = new Set(["already-exists", "same-id-other-content", "not-allowed"]);

function tryAgain(row: OutboxRow): NextStep {
  return { kind: "ask", words: "Try again", asked: sameAgain(row), said: "Sent again." };
}

/**
 * A new command for the old order. It carries the order's own id: the address of the order stays, and head office cannot book
 * it twice, even when a phone that was killed between the two asks again.
 */
function again(row: Booking, changes: Partial<Booking["args"]>): Asked {
  return { name: row.name, args: { ...asNow(row.args), ...changes }, label: { ...row.label, replaces: row.id }, graceMs: 0 };
}

/** A row may have been saved by an app that knew no proofs: then nothing is proven. */
function asNow(args: Booking["args"]): Booking["args"] {
  return { ...args, quoted: { ...args.quoted, currency: args.quoted.currency ?? null, proofs: args.quoted.proofs ?? null } };
}

type PriceRefusal = Extract<Refusal, { readonly code: "price-changed" | "price-not-ours" }>;

/** The same quote with the price head office named, and its proof. Where another item has none, none is claimed for any. */
function quotedAnew(args: Booking["args"], { sku, nowMinor, nowCurrency, nowProof }: PriceRefusal): Booking["args"]["quoted"] {
  const { quoted } = asNow(args);
  const proofs = nowProof === undefined ? null : { ...quoted.proofs, [sku]: nowProof };
  const isWhole = proofs !== null && args.lines.every((line) => Object.hasOwn(proofs, line.sku));
  return {
    ...quoted,
    prices: { ...quoted.prices, [sku]: nowMinor },
    currency: nowCurrency ?? quoted.currency,
    proofs: isWhole ? proofs : null,
  };
}

/** What it stood on was dealt with by now, so it stands alone. */
function sameAgain(row: OutboxRow): Asked {
  if (row.name === "order.ship-to-home") return again(row, {});
  const { id, name, args, label } = row;
  // Boundary: a name and its arguments come from one row, which TypeScript cannot follow through the destructuring.
  return { name, args, label: { ...label, replaces: id }, graceMs: 0 } as Asked;
}

function titleOf(item: string): string {
  return item.split(", ")[0] ?? item;
}
