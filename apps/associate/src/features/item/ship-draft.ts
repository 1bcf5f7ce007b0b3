import type { Address, CustomerId, DeliveryMethod, LocationId, OrderId, Style, Variant } from "@aisle/domain";
import { newId } from "../../commands/new-id.ts";

/** Which chooser lies over the sheet. */
export type Pushed = "who" | "new-client" | "to" | "new-address" | "method" | "source";

/** What the sheet is about to book. One opening of the sheet is one order, however often its button is pressed. */
export type ShipDraft = {
  readonly orderId: OrderId;
  readonly style: Style;
  readonly variant: Variant;
  readonly customerId: CustomerId | null;
  /** Chosen by hand; null takes the client's first address. */
  readonly address: Address | null;
  readonly method: DeliveryMethod;
  /** Chosen by hand; null takes the rule's choice. */
  readonly from: LocationId | null;
  readonly pushed: Pushed | null;
};

export function newShipDraft(opening: {
  readonly style: Style;
  readonly variant: Variant;
  readonly customerId: CustomerId | null;
}): ShipDraft {
  // Boundary: a fresh UUIDv7 is what an order's id is made of.
  const orderId = newId() as OrderId;
  return { orderId, ...opening, address: null, method: "standard", from: null, pushed: null };
}
