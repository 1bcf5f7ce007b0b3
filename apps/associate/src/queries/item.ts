"use client";

import { type CustomerId, DAY, type Sku, type Style, type Variant } from "@aisle/domain";
import { isWaiting } from "@aisle/sync";
import { useCallback } from "react";
import { useLive } from "./live.ts";
import { readOutbox } from "./outbox.ts";
import { useCatalogueVersion, useReadyPhone } from "./phone.tsx";

export type Item = { readonly style: Style; readonly variant: Variant | undefined };

/** A style of the phone's catalogue, with the variant `sku` names; undefined when the phone does not know it. */
export function useItem({ styleId, sku }: { readonly styleId: string; readonly sku: string | undefined }): Item | undefined {
  const { catalogue } = useReadyPhone();
  useCatalogueVersion();
  const named = sku === undefined ? undefined : catalogue.variantBySku(sku);
  const style = catalogue.styleById(styleId) ?? named?.style;
  if (!style) return undefined;
  return { style, variant: style.variants.find((variant) => variant.sku === named?.variant.sku) };
}

/** When this client was last booked this very variant within 24 hours, epoch ms; null when not, or not known yet. */
export function useBookedLately(asked: {
  readonly customerId: CustomerId | null;
  readonly sku: Sku;
  readonly now: number;
}): number | null {
  const { database, rows: opened, commands } = useReadyPhone();
  const { customerId, sku, now } = asked;
  const since = now - DAY;
  const booked = useLive(`booked ${customerId}`, async () => {
    if (customerId === null) return [];
    const [orders, rows] = await Promise.all([opened.all("orders"), readOutbox(database, commands)]);
    const confirmed = orders
      .filter((order) => order.customerId === customerId)
      .filter(({ state, channel }) => state !== "cancelled" && channel === "ship-to-home")
      .map(({ lines, bookedAt }) => ({ skus: lines.map((line) => line.sku), at: bookedAt }));
    const here = rows.flatMap((row) => {
      if (row.name !== "order.ship-to-home" || row.args.customerId !== customerId) return [];
      const isInForce = isWaiting(row) || row.outcome?.kind === "applied" || row.outcome?.kind === "adjusted";
      return isInForce ? [{ skus: row.args.lines.map((line) => line.sku), at: row.issuedAt }] : [];
    });
    return [...confirmed, ...here];
  });
  const times = (booked ?? []).filter(({ skus }) => skus.includes(sku)).map(({ at }) => Date.parse(at));
  const latest = Math.max(...times.filter((at) => at > since), Number.NEGATIVE_INFINITY);
  return Number.isFinite(latest) ? latest : null;
}

/** The order people say aloud as `10482`; undefined when this phone does not hold it. */
export function useOrderByNumber(): (number: number) => Promise<string | undefined> {
  const { rows } = useReadyPhone();
  return useCallback(async (number) => (await rows.all("orders")).find((order) => order.number === number)?.orderId, [rows]);
}
