import { z } from "zod";

// Every id is branded, so that a store's id cannot be passed where an order's is wanted.
// Ids that a phone mints are UUIDv7: they sort by time of making and need no call to head office.
const uuid = () => z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

/** A location's short code, such as `union-square`: unique in the chain, lower case, at most 64 characters. */
export const LocationId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-z0-9][a-z0-9._-]*$/)
  .brand<"LocationId">();
export type LocationId = z.infer<typeof LocationId>;

export const AssociateId = uuid().brand<"AssociateId">();
export type AssociateId = z.infer<typeof AssociateId>;

export const DeviceId = uuid().brand<"DeviceId">();
export type DeviceId = z.infer<typeof DeviceId>;

export const CustomerId = uuid().brand<"CustomerId">();
export type CustomerId = z.infer<typeof CustomerId>;

export const OrderId = uuid().brand<"OrderId">();
export type OrderId = z.infer<typeof OrderId>;

export const CommandId = uuid().brand<"CommandId">();
export type CommandId = z.infer<typeof CommandId>;

/** The retailer's own stock-keeping code, unique without regard to letter case. */
export const Sku = z.string().min(1).max(64).brand<"Sku">();
export type Sku = z.infer<typeof Sku>;

/** A style's handle: what groups its variants, such as `merino-trench-coat`. */
export const StyleId = z.string().min(1).max(255).brand<"StyleId">();
export type StyleId = z.infer<typeof StyleId>;
