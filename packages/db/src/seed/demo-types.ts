import type { Associate, AssociateId, Customer, CustomerId, Location, LocationId, Order, Style } from "@aisle/domain";

/** What the demo chain is made of: the domain's own shapes, and what only head office keeps. */
export type DemoChain = {
  readonly name: string;
  /** The moment the chain opens, epoch milliseconds; every date in it is counted from that UTC day. */
  readonly today: number;
  readonly locations: readonly Location[];
  readonly styles: readonly Style[];
  readonly stock: readonly DemoStockLevel[];
  readonly associates: readonly DemoAssociate[];
  readonly clients: readonly Customer[];
  /** Clients somebody else than their own associate has looked up today. */
  readonly lookedUp: readonly { readonly associateId: AssociateId; readonly customerId: CustomerId }[];
  /** Sales of the past, oldest first; numbers rise with the time booked. None of them holds stock. */
  readonly orders: readonly Order[];
};

/** A variant at a place that carries it. Zero on hand means carried and sold out; no row means not carried. */
export type DemoStockLevel = {
  readonly locationId: LocationId;
  /** The variant's ordinal. */
  readonly variant: number;
  readonly onHand: number;
  /** Units never promised to another place. */
  readonly safety: number;
  /** `dueOn` is `YYYY-MM-DD`. */
  readonly incoming: { readonly units: number; readonly dueOn: string } | null;
};

/** `pin` is six digits, different for everyone in one store. */
export type DemoAssociate = Associate & { readonly pin: string };
