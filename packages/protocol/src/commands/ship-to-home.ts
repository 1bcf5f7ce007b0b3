import { CustomerId, DELIVERY_METHODS, LocationId, MAX_LINES, MAX_QUANTITY, OrderId, Sku } from "@aisle/domain";
import { z } from "zod";
import { WireAddress } from "../address.ts";
import { defineCommand } from "../define-command.ts";
import { MAX_PROOF } from "../price-quote.ts";

const IsoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const shipToHome = defineCommand({
  name: "order.ship-to-home",
  version: 2,
  carriesPersonalData: true,
  args: z
    .object({
      orderId: OrderId,
      customerId: CustomerId,
      lines: z
        .array(z.object({ sku: Sku, quantity: z.int().positive().max(MAX_QUANTITY) }))
        .min(1)
        .max(MAX_LINES)
        // Without regard to letter case, as head office finds an item.
        .refine((lines) => new Set(lines.map((line) => line.sku.toLowerCase())).size === lines.length, "an item appears twice"),
      address: WireAddress,
      method: z.enum(DELIVERY_METHODS),
      from: LocationId.nullable(),
      quoted: z.object({
        locationId: LocationId,
        arrivesOn: IsoDate,
        /** What the client was told one of each costs, in minor units, by the SKU as `lines` spell it. */
        prices: z.record(z.string().max(64), z.int()),
        /** ISO 4217; null from an app that did not say. */
        currency: z.string().length(3).nullable(),
        /** Head office's own proof of each price, by SKU; null from an app or a phone that had none. */
        proofs: z.record(z.string().max(64), z.string().max(MAX_PROOF)).nullable(),
      }),
    })
    .refine(
      ({ lines, quoted: { proofs, prices } }) =>
        proofs === null || lines.every(({ sku }) => Object.hasOwn(proofs, sku) && Object.hasOwn(prices, sku)),
      "an item has no price, or a price no proof",
    ),
});
