import type { Address, CommandId, CustomerId, DeliveryMethod, LocationId, OrderId, Style, Variant } from "@aisle/domain";
import type { ArgsOf } from "@aisle/protocol";
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
  /** The refused booking this one is made again from. */
  readonly replaces?: CommandId;
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

/**
 * A refused booking as a draft: what the client wants stays, stock and prices are today's. It keeps the order's id, so that
 * however often it is sent again it is one order. `from` is the building to ship from, null for the rule's choice.
 */
export function shipDraftAgain(
  refused: { readonly id: CommandId; readonly args: ArgsOf<"order.ship-to-home">; readonly from: LocationId | null },
  item: { readonly style: Style; readonly variant: Variant },
): ShipDraft {
  const { id, args, from } = refused;
  const { orderId, customerId, address, method } = args;
  return { orderId, ...item, customerId, address, method, from, pushed: null, replaces: id };
}
