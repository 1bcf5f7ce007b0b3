import { type Address, missingFromAddress } from "../customers/customer.ts";
import type { LocationId, Sku } from "../ids.ts";
import type { Location } from "../locations.ts";
import type { Money } from "../money.ts";
import { ok, type Result, refuse } from "../result.ts";
import { chooseSource, type SourceCandidate, type SourcingChoice } from "../stock/sourcing.ts";
import type { DeliveryMethod } from "./delivery-promise.ts";
import { judgePrice, type PriceProof, type PriceRefusal, type PriceTold } from "./price-told.ts";

export const MAX_LINES = 50;
export const MAX_QUANTITY = 99;
/** What an order's total can be stored as: 21 million dollars. */
export const MAX_TOTAL_MINOR = 2_147_483_647;

export type ShipToHomeLine = { readonly sku: Sku; readonly quantity: number };

/** Another way to serve the customer after a refusal, best first. */
export type Alternative = {
  readonly sku: Sku;
  readonly locationId: LocationId;
  readonly arrivesOn: string;
  readonly available: number;
};

export type ShipToHomeRefusal =
  | { readonly code: "address-missing"; readonly fields: readonly string[] }
  | { readonly code: "unknown-item"; readonly sku: Sku }
  | { readonly code: "sold-out-at-source"; readonly sku: Sku; readonly alternatives: readonly Alternative[] }
  | { readonly code: "no-stock-anywhere"; readonly sku: Sku }
  | PriceRefusal
  /** An order is paid in one currency. */
  | { readonly code: "two-currencies"; readonly currencies: readonly string[] }
  /** More than one order may come to. */
  | { readonly code: "total-too-high"; readonly maxMinor: number; readonly currency: string };

export type ShipToHomeRequest = {
  readonly lines: readonly ShipToHomeLine[];
  readonly address: Address;
  readonly method: DeliveryMethod;
  /** The building the associate chose by hand, or null for the rule's choice. */
  readonly from: LocationId | null;
  /** What the customer was told; a promise is never made worse in silence. */
  readonly quoted: {
    readonly locationId: LocationId;
    readonly arrivesOn: string;
    readonly prices: Readonly<Record<string, number>>;
    readonly currency: string | null;
  };
};

/** What is known of one line's item: its price now and who has it. Null where the SKU is not in the catalogue. */
export type LineKnowledge = {
  readonly priceMinor: number;
  readonly currency: string;
  readonly candidates: readonly SourceCandidate[];
} | null;

/** What only head office can say of prices: whether a proof is its own, and its proof of a price. */
export type PriceDesk = {
  readonly check: (sku: Sku, told: Money) => PriceProof;
  readonly prove: (sku: Sku, price: Money) => string;
};

export type ShipToHomeDecision = {
  readonly lines: readonly (ShipToHomeLine & {
    readonly locationId: LocationId;
    readonly arrivesOn: string;
    readonly priceMinor: number;
    readonly sourcing: SourcingChoice;
  })[];
  /** The latest of the lines' days. */
  readonly arrivesOn: string;
  /** True when the day is later than quoted although the quoted building still has it: only the calendar moved. */
  readonly isLaterThanQuoted: boolean;
};

/**
 * Decides a booking from what is known now: on the phone from its own copy, at head office from the truth.
 * Refused when the address is incomplete, an item is unknown, a price is not the one quoted or its quote not head office's own,
 * or the quoted building sold out and nobody else can bring it by the day the customer was told: the customer then chooses.
 * When the quoted building still has it and only the calendar moved on, the booking stands with its later day.
 */
export function decideShipToHome(
  request: ShipToHomeRequest,
  knowledge: {
    readonly bySku: ReadonlyMap<string, LineKnowledge>;
    readonly destination: Location;
    readonly now: number;
    readonly desk: PriceDesk;
  },
): Result<ShipToHomeDecision, ShipToHomeRefusal> {
  const fields = missingFromAddress(request.address);
  if (fields.length > 0) return refuse({ code: "address-missing", fields });
  const lines: ShipToHomeDecision["lines"][number][] = [];
  for (const line of request.lines) {
    const known = knowledge.bySku.get(line.sku);
    if (!known) return refuse({ code: "unknown-item", sku: line.sku });
    const price = { minor: known.priceMinor, currency: known.currency };
    const unlike = judgePrice(line.sku, toldOf(request, line.sku, { price, desk: knowledge.desk }), {
      ...price,
      proof: knowledge.desk.prove(line.sku, price),
    });
    if (unlike) return refuse(unlike);
    const shared = {
      candidates: known.candidates,
      destination: knowledge.destination,
      quantity: line.quantity,
      method: request.method,
      now: knowledge.now,
    };
    const sourcing = chooseSource({ ...shared, askedFor: request.from });
    const late = sourcing.chosen !== null && sourcing.chosen.arrivesOn > request.quoted.arrivesOn;
    if (!sourcing.chosen || (late && !canShip(sourcing, request.quoted.locationId))) {
      const alternatives = alternativesFor(line.sku, chooseSource(shared), request.from);
      return refuse(
        alternatives.length > 0
          ? { code: "sold-out-at-source", sku: line.sku, alternatives }
          : { code: "no-stock-anywhere", sku: line.sku },
      );
    }
    lines.push({ ...line, ...sourcing.chosen, priceMinor: known.priceMinor, sourcing });
  }
  const currencies = [...new Set(request.lines.map((line) => knowledge.bySku.get(line.sku)?.currency ?? ""))];
  const [currency = ""] = currencies;
  if (currencies.length > 1) return refuse({ code: "two-currencies", currencies });
  const total = lines.reduce((sum, line) => sum + line.priceMinor * line.quantity, 0);
  if (total > MAX_TOTAL_MINOR) return refuse({ code: "total-too-high", maxMinor: MAX_TOTAL_MINOR, currency });
  const arrivesOn = lines.reduce((latest, line) => (line.arrivesOn > latest ? line.arrivesOn : latest), "");
  return ok({ lines, arrivesOn, isLaterThanQuoted: arrivesOn > request.quoted.arrivesOn });
}

/** What the client was told of one item; undefined where an app said nothing. */
function toldOf(
  { quoted }: ShipToHomeRequest,
  sku: Sku,
  { price, desk }: { readonly price: Money; readonly desk: PriceDesk },
): PriceTold | undefined {
  const { prices, currency } = quoted;
  const minor = Object.hasOwn(prices, sku) ? prices[sku] : undefined;
  if (minor === undefined) return undefined;
  return { minor, currency, proof: desk.check(sku, { minor, currency: currency ?? price.currency }) };
}

function canShip(sourcing: SourcingChoice, locationId: LocationId): boolean {
  return sourcing.steps.some((step) => step.locationId === locationId && step.reason !== "too-few" && step.reason !== "last-one");
}

/** Every building that could ship after all, best first; the one just tried is left out unless it is only late. */
function alternativesFor(sku: Sku, choice: SourcingChoice, tried: LocationId | null): Alternative[] {
  const able = choice.steps.filter((step) => step.reason !== "too-few" && step.reason !== "last-one");
  return able
    .filter((step) => step.locationId !== tried || able.length === 1)
    .slice(0, 5)
    .map(({ locationId, arrivesOn, available }) => ({ sku, locationId, arrivesOn, available }));
}
