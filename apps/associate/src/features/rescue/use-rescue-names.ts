"use client";

import { variantName } from "@aisle/domain";
import type { RescuedForAPerson } from "@aisle/protocol";
import type { Names } from "../../commands/refusal-messages.ts";
import { useCatalogueVersion, useReadyPhone } from "../../queries/phone.tsx";
import { useNow } from "../../queries/promise.ts";
import { momentWords } from "../../ui/clock-words.ts";
import { variantNameWords } from "../../words/option-words.ts";

/** Says a moment (epoch ms) as the shop's clock did: `2:31`, `yesterday 2:31`. */
export type Moment = (at: number) => string;

export function useMoment(): Moment {
  const { session } = useReadyPhone();
  const now = useNow();
  return (at) => momentWords({ at, now, timeZone: session.location.timeZone });
}

/** How this phone names what another phone's action and its answer talk about. */
export function useRescueNames(): (open: RescuedForAPerson) => Names {
  const { catalogue, locations } = useReadyPhone();
  const moment = useMoment();
  useCatalogueVersion();
  return ({ sku, outcome }) => ({
    place: (locationId) => locations.get(locationId)?.name ?? locationId,
    item: (wanted) => {
      const found = catalogue.variantBySku(wanted);
      return found ? [found.style.title, variantNameWords(variantName(found.variant))].filter(Boolean).join(", ") : wanted;
    },
    currency: (sku !== null && catalogue.variantBySku(sku)?.style.currency) || "USD",
    source: undefined,
    at: moment(Date.parse(outcome.decidedAt)),
  });
}
