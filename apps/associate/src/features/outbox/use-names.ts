"use client";

import { variantName } from "@aisle/domain";
import type { StepContext } from "../../commands/next-steps.ts";
import type { Names } from "../../commands/refusal-messages.ts";
import type { OutboxRow } from "../../queries/outbox.ts";
import { useCatalogueVersion, useReadyPhone } from "../../queries/phone.tsx";
import { clockTime } from "../../ui/clock-words.ts";
import { dayWords, weekdayWords } from "../../words/day-words.ts";

/** How this phone names the places, items and days that a refusal of `row` talks about. */
export function useNames(row: OutboxRow): { readonly names: Names; readonly context: Omit<StepContext, "addressNow"> } {
  const { catalogue, locations, session } = useReadyPhone();
  useCatalogueVersion();
  const place = (locationId: string) => locations.get(locationId)?.name ?? locationId;
  const item = (sku: string) => {
    const found = catalogue.variantBySku(sku);
    return found ? [found.style.title, variantName(found.variant)].filter(Boolean).join(", ") : sku;
  };
  const booking = row.name === "order.ship-to-home" ? row.args : undefined;
  const firstSku = booking?.lines[0]?.sku;
  const currency = (firstSku && catalogue.variantBySku(firstSku)?.style.currency) || "USD";
  const source = booking && place(booking.from ?? booking.quoted.locationId);
  const at = clockTime({ at: Date.parse(row.outcome?.decidedAt ?? row.issuedAt), timeZone: session.location.timeZone });
  return {
    names: { place, item, currency, source, at },
    context: { place, item, currency, weekday: weekdayWords, day: dayWords },
  };
}
