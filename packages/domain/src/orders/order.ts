import type { Address } from "../customers/customer.ts";
import type { AssociateId, CustomerId, LocationId, OrderId, Sku } from "../ids.ts";
import type { Currency } from "../money.ts";
import type { SourcingStep } from "../stock/sourcing.ts";
import type { DeliveryMethod } from "./delivery-promise.ts";

/** A booking's life at head office. `confirmed` is the first state there: before it, the order is only on a phone. */
export const ORDER_STATES = ["confirmed", "packed", "on-its-way", "delivered", "cancelled"] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export type OrderLine = {
  readonly sku: Sku;
  readonly title: string;
  readonly variantName: string;
  readonly image: string;
  readonly quantity: number;
  readonly priceMinor: number;
  readonly locationId: LocationId;
  readonly arrivesOn: string;
  /** Why this building ships it: every candidate with its reason. */
  readonly sourcing: readonly SourcingStep[];
};

export type Order = {
  readonly orderId: OrderId;
  /** The number people say aloud, such as 10482. */
  readonly number: number;
  readonly customerId: CustomerId;
  readonly customerName: string;
  /** The store that booked it. */
  readonly locationId: LocationId;
  readonly associateId: AssociateId;
  readonly associateName: string;
  readonly state: OrderState;
  readonly channel: "ship-to-home" | "in-store" | "online";
  readonly method: DeliveryMethod;
  readonly arrivesOn: string | null;
  readonly shipTo: Address | null;
  readonly currency: Currency;
  readonly totalMinor: number;
  readonly lines: readonly OrderLine[];
  /** When the associate booked it, by head office's clock, ISO 8601. */
  readonly bookedAt: string;
};
