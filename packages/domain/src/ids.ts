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

/**
 * Builds a UUIDv7 (RFC 9562, 5.7) from a time and 10 random bytes.
 * The caller brings both, so that rules and tests stay free of clocks and chance.
 */
export function uuidv7(epochMs: number, random: Uint8Array): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");
  const time = hex(epochMs, 12);
  const byte = (index: number) => random[index] ?? 0;
  const tail = Array.from(random.subarray(4, 10), (value) => hex(value, 2)).join("");
  const version = hex(0x7000 | ((byte(0) & 0x0f) << 8) | byte(1), 4);
  const variant = hex(0x8000 | ((byte(2) & 0x3f) << 8) | byte(3), 4);
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${tail}`;
}
