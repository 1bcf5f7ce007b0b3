"use client";

import {
  type Address,
  type AssociateId,
  type CustomerId,
  DAY,
  type LocationId,
  type Order,
  type OrderState,
  type Sku,
  type SourcingStep,
  variantName,
} from "@aisle/domain";
import type { ArgsOf } from "@aisle/protocol";
import { foldOrders, isWaiting, type OutboxRow, type ShownOrder } from "@aisle/sync";
import { useCallback } from "react";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { useLive } from "./live.ts";
import { isConfirmed, readOutbox } from "./outbox.ts";
import { useCatalogueVersion, useReadyPhone, useSyncStatus } from "./phone.tsx";

/** Where a booking stands, from the tap to the client's door. */
export type BookingState = "on-this-phone" | "sending" | "needs-you" | "set-aside" | OrderState;

export type BookingLine = {
  readonly sku: Sku;
  readonly title: string;
  /** `Camel, M`. */
  readonly variantName: string;
  readonly colour: string;
  readonly image: string;
  readonly quantity: number;
  readonly priceMinor: number;
  /** The building that ships it, or is meant to. */
  readonly locationId: LocationId;
  readonly arrivesOn: string;
  /** Why that building: every candidate with its reason. Empty until head office has decided. */
  readonly sourcing: readonly SourcingStep[];
};

/** A booking as a screen shows it, wherever it is. */
export type Booking = {
  readonly orderId: string;
  /** The number to say aloud; null until head office gave one. */
  readonly number: number | null;
  readonly customerId: CustomerId;
  readonly customerName: string;
  readonly associateId: AssociateId;
  /** Empty where this phone does not know the person by name. */
  readonly associateName: string;
  /** ISO 8601: head office's clock once it has the booking, this phone's until then. */
  readonly bookedAt: string;
  readonly state: BookingState;
  readonly channel: Order["channel"];
  readonly arrivesOn: string | null;
  readonly shipTo: Address | null;
  readonly currency: string;
  readonly totalMinor: number;
  readonly lines: readonly BookingLine[];
  /** The command behind it, where this phone issued it lately. */
  readonly row: OutboxRow | null;
};

/** One booking by its order id; null when this phone knows of none, undefined before the first read. */
export function useBooking(orderId: string | null): Booking | null | undefined {
  const { database, rows: opened, commands, catalogue } = useReadyPhone();
  const { inFlight } = useSyncStatus();
  useCatalogueVersion();
  const found = useLive(`order ${orderId}`, async () => {
    if (orderId === null) return null;
    const [order, rows, associates] = await Promise.all([
      opened.get("orders", orderId),
      readOutbox(database, commands),
      database.associates.toArray(),
    ]);
    // A booking sent again after a refusal carries the order's id too: the newest says how it stands.
    const row = rows.findLast((each) => each.name === "order.ship-to-home" && each.args.orderId === orderId) ?? null;
    return { order, row, names: new Map<string, string>(associates.map((each) => [each.associateId, each.name])) };
  });
  if (!found) return found;
  const { order, row, names } = found;
  if (order) return bookingOfOrder(order, { row, catalogue });
  if (!row) return null;
  const booking = bookingOfRow(row, { catalogue, inFlight });
  return booking && { ...booking, associateName: names.get(row.by) ?? "" };
}

/** This store's bookings of the last days: those still on this phone first, then the newest. Undefined before the first read. */
export function useLatestBookings({ days }: { readonly days: number }): readonly Booking[] | undefined {
  const { database, rows: opened, commands, catalogue } = useReadyPhone();
  const { inFlight } = useSyncStatus();
  useCatalogueVersion();
  const found = useLive(`bookings ${days}`, async () => {
    const since = Date.now() - days * DAY;
    const [orders, rows] = await Promise.all([opened.all("orders"), readOutbox(database, commands)]);
    const inForce = rows.filter((row) => isWaiting(row) || (isConfirmed(row) && row.outcomeAt > since));
    const lately = orders.filter(({ bookedAt }) => Date.parse(bookedAt) >= since);
    return foldOrders(newestFirst(lately), inForce);
  });
  return found?.map((each) => bookingOf(each, { catalogue, inFlight }));
}

export function newestFirst(orders: readonly Order[]): Order[] {
  return orders.toSorted((left, right) => (left.bookedAt < right.bookedAt ? 1 : -1));
}

/** Reads any order a screen shows as a booking; the function changes with what it is read from. */
export function useBookingOf(): (shown: ShownOrder) => Booking {
  const { catalogue } = useReadyPhone();
  const { inFlight } = useSyncStatus();
  const version = useCatalogueVersion();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the catalogue keeps its identity; its version says when it changed
  return useCallback((shown) => bookingOf(shown, { catalogue, inFlight }), [catalogue, inFlight, version]);
}

type BookingContext = { readonly catalogue: Pick<Catalogue, "variantBySku">; readonly inFlight: readonly string[] };

function bookingOf(shown: ShownOrder, context: BookingContext): Booking {
  if (shown.kind === "head-office") return bookingOfOrder(shown.order, { ...context, row: null });
  return bookingOfArgs(shown.row, shown.request, context);
}

function bookingOfOrder(
  order: Order,
  { row, catalogue }: { readonly row: OutboxRow | null; readonly catalogue: Pick<Catalogue, "variantBySku"> },
): Booking {
  return {
    ...order,
    lines: order.lines.map((line) => ({ ...line, colour: colourOf(line.sku, catalogue) ?? firstPart(line.variantName) })),
    row,
  };
}

/** Undefined for a row that books nothing. */
export function bookingOfRow(row: OutboxRow, context: BookingContext): Booking | undefined {
  return row.name === "order.ship-to-home" ? bookingOfArgs(row, row.args, context) : undefined;
}

function bookingOfArgs(row: OutboxRow, args: ArgsOf<"order.ship-to-home">, { catalogue, inFlight }: BookingContext): Booking {
  const { outcome } = row;
  const taken = isConfirmed(row) && outcome && "result" in outcome && "number" in outcome.result ? outcome.result : null;
  const lines = args.lines.map(({ sku, quantity }): BookingLine => {
    const found = catalogue.variantBySku(sku);
    return {
      sku,
      quantity,
      title: found?.style.title ?? sku,
      variantName: found ? variantName(found.variant) : "",
      colour: colourOf(sku, catalogue) ?? "",
      image: found?.style.image ?? "",
      priceMinor: args.quoted.prices[sku] ?? found?.variant.priceMinor ?? 0,
      locationId: args.from ?? args.quoted.locationId,
      arrivesOn: taken?.arrivesOn ?? args.quoted.arrivesOn,
      sourcing: [],
    };
  });
  const first = args.lines[0];
  return {
    orderId: args.orderId,
    number: taken?.number ?? null,
    customerId: args.customerId,
    customerName: row.label.customerName ?? "",
    associateId: row.by,
    associateName: "",
    bookedAt: row.issuedAt,
    state: stateOf(row, inFlight),
    channel: "ship-to-home",
    arrivesOn: taken?.arrivesOn ?? args.quoted.arrivesOn,
    shipTo: args.address,
    currency: (first && catalogue.variantBySku(first.sku)?.style.currency) ?? "USD",
    totalMinor: lines.reduce((total, line) => total + line.priceMinor * line.quantity, 0),
    lines,
    row,
  };
}

function stateOf(row: OutboxRow, inFlight: readonly string[]): BookingState {
  if (row.outcome === null) return inFlight.includes(row.id) ? "sending" : "on-this-phone";
  if (isConfirmed(row)) return "confirmed";
  return row.acknowledged ? "set-aside" : "needs-you";
}

const COLOUR = /^colou?r$/i;

function colourOf(sku: Sku, catalogue: Pick<Catalogue, "variantBySku">): string | undefined {
  const found = catalogue.variantBySku(sku);
  const at = found?.style.optionNames.findIndex((name) => COLOUR.test(name)) ?? -1;
  return at < 0 ? undefined : found?.variant.optionValues[at];
}

function firstPart(name: string): string {
  return name.split(", ")[0] ?? "";
}
