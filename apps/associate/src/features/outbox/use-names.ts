"use client";

import { variantName } from "@aisle/domain";
import type { StepContext } from "../../commands/next-steps.ts";
import type { OutboxRow } from "../../queries/outbox.ts";
import { useCatalogueVersion, useReadyPhone } from "../../queries/phone.tsx";
import { useNow } from "../../queries/promise.ts";
import { momentWords } from "../../ui/clock-words.ts";
import type { ActionNames } from "../../words/action-words.ts";
import { dayWords, weekdayWords } from "../../words/day-words.ts";
import { variantNameWords } from "../../words/option-words.ts";

/** How this phone names the places, items, days and moments that `row` and its answer talk about. */
export function useNames(row: OutboxRow): { readonly names: ActionNames; readonly context: Omit<StepContext, "addressNow"> } {
  const { catalogue, locations } = useReadyPhone();
  useCatalogueVersion();
  const moment = useMoment();
  const place = (locationId: string) => locations.get(locationId)?.name ?? locationId;
  const item = (sku: string) => {
    const found = catalogue.variantBySku(sku);
    return found ? [found.style.title, variantNameWords(variantName(found.variant))].filter(Boolean).join(", ") : sku;
  };
  const booking = row.name === "order.ship-to-home" ? row.args : undefined;
  const firstSku = booking?.lines[0]?.sku;
  const currency = (firstSku && catalogue.variantBySku(firstSku)?.style.currency) || "USD";
  const source = booking && place(booking.from ?? booking.quoted.locationId);
  const at = moment(Date.parse(row.outcome?.decidedAt ?? row.issuedAt));
  return {
    names: { place, item, currency, source, at, moment },
    context: { place, item, currency, weekday: weekdayWords, day: dayWords },
  };
}

/** Says a moment (epoch ms) as the shop's clock did: `2:31`, `yesterday 2:31`. */
export function useMoment(): (at: number) => string {
  const { session } = useReadyPhone();
  const now = useNow();
  const { timeZone } = session.location;
  return (at) => momentWords({ at, now, timeZone });
}
