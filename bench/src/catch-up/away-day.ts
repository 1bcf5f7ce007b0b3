import type { LocationId } from "@aisle/domain";
import type { OkReply, StockChange, StockPart } from "@aisle/protocol";
import { aCustomer, anId, anOrder, aPatch, aReply } from "@aisle/sync/testing";

/** What happened at head office while a phone was away, and what the phone had before. */
export type AwayDay = {
  /** The answer a phone had last: the store's clients and orders of before. */
  readonly before: OkReply;
  readonly columns: readonly StockPart[];
  /** What head office answers now, exchange by exchange. */
  readonly answers: readonly OkReply[];
  readonly changed: { readonly orders: number; readonly clients: number; readonly figures: number };
};

const STORE = "store:downtown";
const LOCATIONS = 13;
const VARIANTS = 10_000;
const BEFORE = 3000;
const CHANGED = { orders: 2000, clients: 2000, figures: 16_000 };

/** `room`: rows in one answer. Orders and clients come first, then the figures, location by location. */
export function buildAwayDay(room: number): AwayDay {
  const order = (number: number, state: "confirmed" | "on-its-way") => anOrder(number, { orderId: anOrderId(number), state });
  const client = (number: number, phone: string) =>
    aCustomer({ customerId: anId(number) as never, name: `Client ${number}`, phone });
  const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);
  const before = aReply({
    patches: [
      aPatch(
        STORE,
        { from: 0, to: 1 },
        {
          rows: {
            orders: numbers(BEFORE).map((number) => order(number, "confirmed")),
            customers: numbers(BEFORE).map((number) => client(number, "")),
          },
        },
      ),
    ],
  });
  const columns = numbers(LOCATIONS).map((location): StockPart => {
    const units = numbers(VARIANTS).map((variant) => (variant * 7 + location) % 9);
    return {
      locationId: locationOf(location),
      version: 1,
      asOf: before.serverTime,
      available: units,
      promisable: units,
      incoming: [],
    };
  });
  const pages: OkReply["patches"][] = [];
  let version = 1;
  for (let from = 0; from < CHANGED.orders; from += room / 2) {
    const here = numbers(room / 2).map((number) => from + number);
    const rows = {
      orders: here.map((number) => order(number, "on-its-way")),
      customers: here.map((number) => client(number, "555")),
    };
    pages.push([aPatch(STORE, { from: version, to: ++version }, { rows })]);
  }
  const each = Math.ceil(CHANGED.figures / LOCATIONS);
  for (let from = 0, left = CHANGED.figures; left > 0; from += room) {
    const count = Math.min(room, left);
    left -= count;
    const byLocation = new Map<number, StockChange[]>();
    for (let number = from; number < from + count; number++) {
      const location = Math.floor(number / each);
      const changes = byLocation.get(location) ?? [];
      changes.push([(number * 13) % VARIANTS, number % 5, number % 5, 0, ""]);
      byLocation.set(location, changes);
    }
    pages.push(
      [...byLocation].map(([location, stock]) => {
        // A location whose figures go on in the next answer stands a version further then.
        const begins = location * each >= from;
        const feed = `location:${locationOf(location)}`;
        return aPatch(feed, begins ? { from: 1, to: 2 } : { from: 2, to: 3 }, { stock });
      }),
    );
  }
  return {
    before,
    columns,
    answers: pages.map((patches, index) => aReply({ patches, more: index < pages.length - 1 })),
    changed: CHANGED,
  };
}

// Boundary: ids of a made-up day.
function locationOf(number: number): LocationId {
  return `place-${number}` as LocationId;
}

function anOrderId(number: number): never {
  return anId(20_000 + number) as never;
}
