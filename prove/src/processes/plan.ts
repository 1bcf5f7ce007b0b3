// What one seed decides before anything starts: who stands where, what each phone asks, in which order, and under which ids.
// Phones, head office's chain and the judge each work it out for themselves, so a killed phone process needs no memory of its
// own plan, and the judge knows every id without asking the phones what they think they sent.

import { createHash } from "node:crypto";
import {
  type AssociateId,
  type CommandId,
  type CustomerId,
  DAY,
  type DeviceId,
  type LocationId,
  type OrderId,
  type Sku,
  uuidv7,
} from "@aisle/domain";
import { createSeededRandom, type SeededRandom } from "@aisle/domain/testing";
import { HOME } from "@aisle/server/testing";
import type { AnyCommand } from "@aisle/sync";

export type Kills = { readonly servers: number; readonly postgres: number; readonly phones: number };

export type Storm = {
  readonly seed: number;
  readonly phones: number;
  /** Commands of all phones together. */
  readonly commands: number;
  readonly kills: Kills;
  /** Processes the phones are spread over; a kill takes all phones of one. */
  readonly phoneProcesses: number;
  /** Milliseconds over which the commands are asked and the kills fall. */
  readonly stormMs: number;
  /** How much faster a phone's clock runs: its deadlines and back-off shrink with it. */
  readonly speed: number;
  /** Epoch ms; part of every id. */
  readonly startedAt: number;
};

export type PlannedPhone = {
  readonly number: number;
  readonly deviceId: DeviceId;
  readonly token: string;
  readonly storeId: string;
  readonly by: AssociateId;
  /** How far this phone's clock is off. */
  readonly skewMs: number;
};

export type PlannedCommand = AnyCommand & {
  readonly id: CommandId;
  readonly needs: readonly CommandId[];
  /** Head office's handler throws on it, every time. */
  readonly isPoison: boolean;
};

export const STORES = 10;
export const CLIENTS_PER_STORE = 20;
export const ITEMS = 60;
export const WAREHOUSE = "warehouse";
/** What the handler of the torture's head office throws at. */
export const POISON = "poison";

const MAX_SKEW_MS = 7 * DAY;
const POISON_CHANCE = 1 / 200;
const FAR_OFF = "2099-01-01";

export const isScarce = (item: number): boolean => item % 3 === 0;
export const skuOf = (item: number): string => `ITEM-${item}`;
export const storeOf = (store: number): string => `store-${store}`;

/** Every third item is scarce: a few units for all the bookings that want one. */
export function warehouseUnits(storm: Storm, item: number): number {
  return isScarce(item) ? Math.ceil(storm.commands / 400) : storm.commands;
}

export function associateOf(storm: Storm, store: number): AssociateId {
  return idOf(storm, "associate", store) as AssociateId;
}

export function clientOf(storm: Storm, store: number, client: number): CustomerId {
  return idOf(storm, "client", store, client) as CustomerId;
}

export function phoneOf(storm: Storm, number: number): PlannedPhone {
  const store = number % STORES;
  const random = createSeededRandom(storm.seed * 7919 + number);
  return {
    number,
    deviceId: idOf(storm, "device", number) as DeviceId,
    token: digest(storm, "token", number).toString("base64url"),
    storeId: storeOf(store),
    by: associateOf(storm, store),
    skewMs: Math.round((random.next() * 2 - 1) * MAX_SKEW_MS),
  };
}

/** All phone `number` will ever ask, in its order. */
export function commandsOf(storm: Storm, number: number): readonly PlannedCommand[] {
  const { seed, phones, commands } = storm;
  const count = Math.floor((commands * (number + 1)) / phones) - Math.floor((commands * number) / phones);
  const random = createSeededRandom(seed * 104_729 + number);
  const about = { storm, number, random, own: [] as NewClient[] };
  return Array.from({ length: count }, (_, place) => plannedCommand(about, place));
}

type NewClient = { readonly customerId: CustomerId; readonly command: CommandId };
type About = {
  readonly storm: Storm;
  readonly number: number;
  readonly random: SeededRandom;
  /** Clients this phone has made so far. */
  readonly own: NewClient[];
};

function plannedCommand(about: About, place: number): PlannedCommand {
  const { storm, number, random, own } = about;
  const mint = (what: string) => idOf(storm, what, number, place);
  const id = mint("command") as CommandId;
  const isPoison = random.chance(POISON_CHANCE);
  const dice = random.next();
  const isForOwn = own.length > 0 && random.chance(0.4);
  const recent = own.slice(-3);
  const client: NewClient | null = isForOwn ? random.pick(recent) : null;
  const customerId = client?.customerId ?? clientOf(storm, number % STORES, random.int(CLIENTS_PER_STORE));
  const shared = { id, needs: client ? [client.command] : [], isPoison };
  const words = isPoison ? POISON : `${number}/${place}`;

  if (dice < 0.12) {
    const made = { customerId: mint("new-client") as CustomerId, command: id };
    own.push(made);
    const consent = { text: true, email: false, call: false };
    const args = { customerId: made.customerId, name: `Client ${words}`, phone: "", email: "", addresses: [HOME], consent };
    return { ...shared, needs: [], name: "customer.create", args };
  }
  if (dice < 0.27 || isPoison) {
    return { ...shared, name: "customer.add-note", args: { customerId, noteId: mint("note"), text: `Note ${words}` } };
  }
  if (dice < 0.37) {
    return { ...shared, name: "customer.save-address", args: { customerId, address: { ...HOME, line1: `${place} Bay St` } } };
  }
  const first = random.int(ITEMS);
  const items = random.chance(0.25) ? [first, (first + 1 + random.int(ITEMS - 1)) % ITEMS] : [first];
  const args = {
    orderId: mint("order") as OrderId,
    customerId,
    lines: items.map((item) => ({ sku: skuOf(item) as Sku, quantity: 1 + random.int(2) })),
    address: HOME,
    method: "standard" as const,
    from: null,
    quoted: { locationId: WAREHOUSE as LocationId, arrivesOn: FAR_OFF, prices: {}, currency: null, proofs: null },
  };
  return { ...shared, name: "order.ship-to-home", args };
}

/** Boundary: what this answers is cast to the brand of whatever it names, and has the one form ids have. */
function idOf(storm: Storm, ...path: readonly (string | number)[]): string {
  return uuidv7(storm.startedAt, digest(storm, ...path));
}

function digest(storm: Storm, ...path: readonly (string | number)[]): Buffer {
  return createHash("sha256")
    .update([storm.seed, storm.startedAt, ...path].join("/"))
    .digest();
}
