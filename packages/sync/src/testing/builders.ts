import type {
  Address,
  AssociateId,
  CommandId,
  Customer,
  CustomerId,
  DeviceId,
  LocationId,
  Order,
  OrderId,
  Sku,
} from "@aisle/domain";
import { uuidv7 } from "@aisle/domain";
import type { OkReply, Outcome, Patch, StockPart } from "@aisle/protocol";
import type { CommandDraft } from "../outbox.ts";

/** A valid UUID that says which one it is: `anId(7)` is always the same. */
export function anId(number: number): string {
  return uuidv7(Date.UTC(2026, 10, 23, 9) + number, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, number >> 8, number & 255));
}

// Boundary of every builder below: ids are branded by parsing, which a test does not need.
export const aDevice = anId(1) as DeviceId;
export const amara = anId(2) as AssociateId;
export const ana = anId(3) as CustomerId;
export const downtown = "downtown" as LocationId;
export const airport = "airport" as LocationId;
export const coat = "MTC-CAMEL-M" as Sku;

export const bayStreet: Address = {
  line1: "1200 Bay St",
  line2: "",
  city: "San Francisco",
  region: "CA",
  postalCode: "94123",
  country: "US",
};

/** Ana's coat, shipped from the airport store; `number` makes its ids. */
export function aBooking(
  number: number,
  changes: Partial<Pick<CommandDraft, "notBefore" | "needs">> & { quantity?: number } = {},
): CommandDraft {
  const { quantity = 1, ...rest } = changes;
  return {
    id: anId(1000 + number) as CommandId,
    name: "order.ship-to-home",
    v: 2,
    args: {
      orderId: anId(5000 + number) as OrderId,
      customerId: ana,
      lines: [{ sku: coat, quantity }],
      address: bayStreet,
      method: "standard",
      from: null,
      quoted: {
        locationId: airport,
        arrivesOn: "2026-11-27",
        prices: { [coat]: 49_800 },
        currency: "USD",
        proofs: { [coat]: "proof" },
      },
    },
    by: amara,
    needs: [],
    issuedAt: "2026-11-23T09:00:00.000Z",
    notBefore: 0,
    label: { title: "Merino trench coat", customerId: ana },
    ...rest,
  };
}

export function aNewCustomer(number: number, changes: { readonly name?: string } = {}): CommandDraft {
  return {
    id: anId(2000 + number) as CommandId,
    name: "customer.create",
    v: 1,
    args: {
      customerId: anId(6000 + number) as CustomerId,
      name: changes.name ?? "Ben Okafor",
      phone: "",
      email: "",
      addresses: [],
      consent: { text: false, email: false, call: false },
    },
    by: amara,
    needs: [],
    issuedAt: "2026-11-23T09:00:00.000Z",
    notBefore: 0,
    label: { title: changes.name ?? "Ben Okafor" },
  };
}

export function aCustomer(changes: Partial<Customer> = {}): Customer {
  return {
    customerId: ana,
    name: "Ana Lima",
    phone: "",
    email: "",
    addresses: [],
    homeLocationId: downtown,
    associateId: amara,
    since: 2021,
    wears: [],
    consent: { text: true, email: true, call: false },
    notes: [],
    ...changes,
  };
}

export function anOrder(number: number, changes: Partial<Order> = {}): Order {
  return {
    orderId: anId(5000 + number) as OrderId,
    number: 10_000 + number,
    customerId: ana,
    customerName: "Ana Lima",
    locationId: downtown,
    associateId: amara,
    associateName: "Amara",
    state: "confirmed",
    channel: "ship-to-home",
    method: "standard",
    arrivesOn: "2026-11-27",
    shipTo: bayStreet,
    currency: "USD",
    totalMinor: 49_800,
    lines: [],
    bookedAt: "2026-11-23T09:00:00.000Z",
    ...changes,
  };
}

export function applied(command: { readonly id: string; readonly seq?: number | null }, number = 10_482): Outcome {
  return {
    id: command.id,
    seq: command.seq ?? 1,
    decidedAt: "2026-11-23T09:00:05.000Z",
    kind: "applied",
    result: { number, locationId: airport, arrivesOn: "2026-11-27" },
  };
}

export function refused(command: { readonly id: string; readonly seq?: number | null }): Outcome {
  return {
    id: command.id,
    seq: command.seq ?? 1,
    decidedAt: "2026-11-23T09:00:05.000Z",
    kind: "refused",
    refusal: { code: "no-stock-anywhere", sku: coat },
  };
}

export function aPatch(
  feed: string,
  versions: { readonly from: number; readonly to: number },
  changes: Partial<Patch> = {},
): Patch {
  return { feed, ...versions, rows: {}, gone: [], stock: [], ...changes };
}

export function aReply(changes: Partial<OkReply> = {}): OkReply {
  return {
    kind: "ok",
    epoch: "first-life",
    lastSeq: 0,
    outcomes: [],
    patches: [],
    drop: [],
    fetch: [],
    catalogue: 0,
    more: false,
    serverTime: "2026-11-23T09:00:05.000Z",
    next: { pollMs: 30_000, pushMax: 50 },
    ...changes,
  };
}

export function aStockPart(changes: Partial<StockPart> = {}): StockPart {
  return {
    locationId: airport,
    version: 7,
    asOf: "2026-11-23T08:59:00.000Z",
    available: [3, 0, 40_000],
    promisable: [2, 0, 39_999],
    incoming: [[1, 12, "2026-11-30"]],
    ...changes,
  };
}
