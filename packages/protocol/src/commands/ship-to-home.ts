import { CustomerId, DELIVERY_METHODS, LocationId, MAX_LINES, MAX_QUANTITY, OrderId, Sku } from "@aisle/domain";
import { z } from "zod";
import { WireAddress } from "../address.ts";
import { defineCommand } from "../define-command.ts";

const IsoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

export const shipToHome = defineCommand({
  name: "order.ship-to-home",
  version: 1,
  args: z.object({
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
    quoted: z.object({ locationId: LocationId, arrivesOn: IsoDate, prices: z.record(z.string().max(64), z.int()) }),
  }),
});
