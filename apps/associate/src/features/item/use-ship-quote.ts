"use client";

import { type Address, missingFromAddress, type SourcingStep } from "@aisle/domain";
import { useMemo } from "react";
import { type Client, useClient } from "../../queries/clients.ts";
import { useBookedLately } from "../../queries/item.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { type Place, quoteFrom, useNow, useShelves } from "../../queries/promise.ts";
import type { ShipDraft } from "./ship-draft.ts";
import { OLD_STOCK_MS } from "./size-answers.ts";

/** Everything the sheet says about a draft, worked out from what this phone knows. */
export type ShipQuote = {
  readonly client: Client | null;
  /** Somebody still has to be chosen: nobody is, or this phone does not know them any more. */
  readonly asksWho: boolean;
  /** Null while nobody is chosen, or the client has no address to ship to. */
  readonly address: Address | null;
  /** Who ships it and by when; null when nobody can. */
  readonly source: { readonly place: Place; readonly arrivesOn: string } | null;
  /** Every place with the reason it was taken or left. */
  readonly steps: readonly SourcingStep[];
  /** The day of each method from the best source, for the chooser. */
  readonly arrivesBy: { readonly standard: string | null; readonly express: string | null };
  readonly places: readonly Place[];
  readonly isStockOld: boolean;
  /** When this client was booked the same thing within a day, epoch ms. */
  readonly bookedAt: number | null;
};

export function useShipQuote(draft: ShipDraft): ShipQuote {
  const { session } = useReadyPhone();
  const shelfOf = useShelves();
  const now = useNow();
  const known = useClient(draft.customerId);
  const client = known ?? null;
  const bookedAt = useBookedLately({ customerId: draft.customerId, sku: draft.variant.sku, now });
  const { variant, method, from } = draft;
  const shelf = useMemo(() => shelfOf(variant), [shelfOf, variant]);
  const asked = { destination: session.location, from, now };
  const choice = quoteFrom(shelf.places, { ...asked, method });
  const dayBy = (way: "standard" | "express") => quoteFrom(shelf.places, { ...asked, method: way }).chosen?.arrivesOn ?? null;
  const place = shelf.places.find(({ location }) => location.locationId === choice.chosen?.locationId);
  const address = draft.address ?? client?.addresses[0] ?? null;
  return {
    client,
    asksWho: draft.customerId === null || known === null,
    address: address && missingFromAddress(address).length === 0 ? address : null,
    source: choice.chosen && place ? { place, arrivesOn: choice.chosen.arrivesOn } : null,
    steps: choice.steps,
    arrivesBy: { standard: dayBy("standard"), express: dayBy("express") },
    places: shelf.places,
    isStockOld: place !== undefined && now - place.asOf > OLD_STOCK_MS,
    bookedAt,
  };
}
