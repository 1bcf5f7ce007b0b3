import type { LocationId } from "../ids.ts";
import type { Location } from "../locations.ts";
import { type DeliveryMethod, promiseDate } from "../orders/delivery-promise.ts";

/** A place that may ship, with its units available to promise. */
export type SourceCandidate = { readonly location: Location; readonly available: number };

export type SourcingReason =
  | "arrives-no-later"
  | "arrives-first"
  | "asked-for"
  | "too-few"
  | "last-one"
  | "arrives-later"
  | "less-stock";

/** One candidate as a person may read it: what it had, when it would arrive, and why it was taken or left. */
export type SourcingStep = {
  readonly locationId: LocationId;
  readonly available: number;
  readonly arrivesOn: string;
  readonly reason: SourcingReason;
};

export type SourcingChoice = {
  readonly chosen: { readonly locationId: LocationId; readonly arrivesOn: string } | null;
  /** Every candidate, the chosen one first, then by arrival and stock. */
  readonly steps: readonly SourcingStep[];
};

/**
 * Chooses which building ships `quantity` units: the warehouse if it arrives no later than any store,
 * else the store with most stock among those that arrive first, never a store's last one (the shelf would be empty and the
 * record is wrong too often). `askedFor` is the associate's own choice of building; it may take a last one.
 */
export function chooseSource(options: {
  readonly candidates: readonly SourceCandidate[];
  readonly destination: Location;
  readonly quantity: number;
  readonly method: DeliveryMethod;
  readonly now: number;
  readonly askedFor?: LocationId | null;
}): SourcingChoice {
  const { destination, quantity, method, now, askedFor } = options;
  const rated = options.candidates.map(({ location, available }) => {
    const arrivesOn = promiseDate({ source: location, destination, method, now });
    const wanted = askedFor === location.locationId;
    const keeps = location.kind === "store" && !wanted ? 1 : 0;
    const problem: SourcingReason | null = available < quantity ? "too-few" : available - keeps < quantity ? "last-one" : null;
    return { location, available, arrivesOn, wanted, problem };
  });
  const able = rated.filter(({ problem, wanted }) => problem === null && (!askedFor || wanted));
  able.sort(
    (a, b) =>
      compare(a.arrivesOn, b.arrivesOn) ||
      compare(kindRank(a.location), kindRank(b.location)) ||
      b.available - a.available ||
      compare(a.location.locationId, b.location.locationId),
  );
  const best = able[0];
  const steps = rated.map((each): SourcingStep => {
    const { location, available, arrivesOn } = each;
    return { locationId: location.locationId, available, arrivesOn, reason: each.problem ?? reasonFor(each, best) };
  });
  const rank = (step: SourcingStep) => (step.locationId === best?.location.locationId ? 0 : 1);
  steps.sort((a, b) => rank(a) - rank(b) || compare(a.arrivesOn, b.arrivesOn) || b.available - a.available);
  return { chosen: best ? { locationId: best.location.locationId, arrivesOn: best.arrivesOn } : null, steps };
}

type Rated = { readonly location: Location; readonly arrivesOn: string; readonly wanted: boolean };

function reasonFor(each: Rated, best: Rated | undefined): SourcingReason {
  if (each === best) {
    if (each.wanted) return "asked-for";
    return each.location.kind === "warehouse" ? "arrives-no-later" : "arrives-first";
  }
  return best && each.arrivesOn > best.arrivesOn ? "arrives-later" : "less-stock";
}

function kindRank(location: Location): number {
  return location.kind === "warehouse" ? 0 : 1;
}

function compare<Value extends string | number>(left: Value, right: Value): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
