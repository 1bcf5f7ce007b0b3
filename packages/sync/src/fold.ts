// What the screen shows: what head office said, with what this phone has promised on top.
//
//   server rows ----+
//                   +--> fold --> shown          a pulled row never hides a waiting command, and a command
//   outbox rows ----+                            taken by head office never shows twice
//
// `rows` are commands in the order issued. Those that wait are folded in; of those already taken, only what head office's
// rows do not show yet, so that a client or an order never blinks out between its answer and its row. Pass the waiting
// rows, and with them the ones answered lately.

import type { Address, AssociateId, ConsentState, Customer, CustomerId, LocationId, Order, OrderId, Sku } from "@aisle/domain";
import { type ArgsOf, isSealed } from "@aisle/protocol";
import { type AnyCommand, isWaiting, type OutboxRow, type RestingRow } from "./outbox.ts";

export type ShownCustomer = Customer & {
  /** Something about this client is still only on this phone. */
  readonly isOnThisPhone: boolean;
};

/** A booking that head office has not shown yet. */
export type BookingHere = {
  readonly kind: "here";
  readonly orderId: OrderId;
  readonly commandId: string;
  readonly customerId: CustomerId;
  readonly bookedBy: AssociateId;
  /** This phone's clock, ISO 8601. */
  readonly bookedAt: string;
  readonly request: ArgsOf<"order.ship-to-home">;
  readonly row: OutboxRow;
  /** The number to say aloud, once head office gave one. */
  readonly number: number | null;
};

export type ShownOrder = { readonly kind: "head-office"; readonly order: Order } | BookingHere;

/** Clients with what waits for them: new ones, newer addresses and notes. New ones come last, in the order they were made. */
export function foldCustomers(
  customers: readonly Customer[],
  rows: readonly OutboxRow[],
  context: { readonly homeLocationId: LocationId },
): ShownCustomer[] {
  const shown = new Map<string, ShownCustomer>(customers.map((each) => [each.customerId, { ...each, isOnThisPhone: false }]));
  for (const row of rows) {
    if (row.name === "customer.create" && isInForce(row) && !shown.has(row.args.customerId)) {
      shown.set(row.args.customerId, { ...newCustomer(row.args, row, context.homeLocationId), isOnThisPhone: isWaiting(row) });
    }
    if (!isWaiting(row)) continue;
    if (row.name === "customer.save-address" || row.name === "customer.add-note" || row.name === "customer.set-consent") {
      const customer = shown.get(row.args.customerId);
      if (customer) shown.set(row.args.customerId, { ...changeCustomer(customer, row), isOnThisPhone: true });
    }
  }
  return [...shown.values()];
}

/** One client with what waits for them; undefined when neither head office nor this phone knows them. */
export function foldCustomer(
  customer: Customer | undefined,
  rows: readonly OutboxRow[],
  context: { readonly customerId: CustomerId; readonly homeLocationId: LocationId },
): ShownCustomer | undefined {
  const about = rows.filter((row) => row.args.customerId === context.customerId);
  return foldCustomers(customer ? [customer] : [], about, context)[0];
}

/** Orders, those only on this phone first, newest first. A refused booking is not an order: it is work for a person. */
export function foldOrders(orders: readonly Order[], rows: readonly OutboxRow[]): ShownOrder[] {
  const known = new Set<string>(orders.map((order) => order.orderId));
  const here = rows.flatMap((row): ShownOrder[] => {
    if (row.name !== "order.ship-to-home" || !isInForce(row) || known.has(row.args.orderId)) return [];
    return [bookingHere(row, row.args)];
  });
  const shown = orders.map((order): ShownOrder => ({ kind: "head-office", order }));
  return [...here.reverse(), ...shown];
}

/** Units this phone has promised and head office has not answered for: the shown stock is less by as many. */
export type PromisedHere = { readonly units: (locationId: LocationId | string, sku: Sku | string) => number };

export function promisedHere(rows: readonly RestingRow[]): PromisedHere {
  const units = new Map<string, number>();
  const place = (locationId: string, sku: string) => `${locationId}\n${sku}`;
  for (const row of rows) {
    if (!isWaiting(row)) continue;
    // Boundary: what is not sealed was written by an app that knew only what one can read.
    const promises = row.promises ?? (isSealed(row.args) ? [] : promisesOf(row as OutboxRow));
    for (const { locationId, sku, quantity } of promises) {
      const key = place(locationId, sku);
      units.set(key, (units.get(key) ?? 0) + quantity);
    }
  }
  return { units: (locationId, sku) => units.get(place(locationId, sku)) ?? 0 };
}

/** What a booking promises from where; nothing for any other command. */
export function promisesOf({ name, args }: AnyCommand): NonNullable<RestingRow["promises"]> {
  if (name !== "order.ship-to-home") return [];
  const locationId = args.from ?? args.quoted.locationId;
  return args.lines.map(({ sku, quantity }) => ({ locationId, sku, quantity }));
}

/** Waiting, or taken by head office. */
function isInForce(row: OutboxRow): boolean {
  return row.outcome === null || row.outcome.kind === "applied" || row.outcome.kind === "adjusted";
}

function bookingHere(row: OutboxRow, request: ArgsOf<"order.ship-to-home">): BookingHere {
  const taken = row.outcome?.kind === "applied" || row.outcome?.kind === "adjusted" ? row.outcome.result : null;
  return {
    kind: "here",
    orderId: request.orderId,
    commandId: row.id,
    customerId: request.customerId,
    bookedBy: row.by,
    bookedAt: row.issuedAt,
    request,
    row,
    number: taken && "number" in taken && typeof taken.number === "number" ? taken.number : null,
  };
}

function newCustomer(args: ArgsOf<"customer.create">, row: OutboxRow, homeLocationId: LocationId): Customer {
  return {
    customerId: args.customerId,
    name: args.name,
    phone: args.phone,
    email: args.email,
    addresses: args.addresses,
    homeLocationId,
    associateId: row.by,
    since: Number(row.issuedAt.slice(0, 4)),
    wears: [],
    consent: args.consent,
    notes: [],
  };
}

type AboutCustomer = Extract<
  OutboxRow,
  { readonly name: "customer.save-address" | "customer.add-note" | "customer.set-consent" }
>;

function changeCustomer<Shown extends Customer>(customer: Shown, row: AboutCustomer): Shown {
  if (row.name === "customer.add-note") {
    return { ...customer, notes: [{ text: row.args.text, by: row.by, at: row.issuedAt }, ...customer.notes] };
  }
  if (row.name === "customer.set-consent") return withConsent(customer, row);
  const others = customer.addresses.filter((address) => !isSameAddress(address, row.args.address));
  return { ...customer, addresses: [row.args.address, ...others] };
}

function withConsent<Shown extends Customer>(
  customer: Shown,
  row: Extract<OutboxRow, { readonly name: "customer.set-consent" }>,
): Shown {
  const { channel, purpose, isGiven, words, how } = row.args;
  const said: ConsentState = { channel, purpose, isGiven, at: row.issuedAt, by: row.by, proof: { words, how } };
  const others = (customer.consents ?? []).filter((each) => each.channel !== channel || each.purpose !== purpose);
  const consent = purpose === "marketing" ? { ...customer.consent, [channel]: isGiven } : customer.consent;
  return { ...customer, consent, consents: [...others, said] };
}

function isSameAddress(left: Address, right: Address): boolean {
  const fields = ["line1", "line2", "city", "region", "postalCode", "country"] as const;
  return fields.every((field) => left[field] === right[field]);
}
