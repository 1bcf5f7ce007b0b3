import {
  type Associate,
  type Customer,
  DAY,
  HOUR,
  type Location,
  LocationId,
  MINUTE,
  type Order,
  OrderId,
  type OrderLine,
  type Style,
  uuidv7,
  type Variant,
  variantName,
} from "@aisle/domain";
import { isoDay, startOfDay } from "./demo-days.ts";
import { NAMED_CLIENTS } from "./demo-named-clients.ts";
import { createSeeded } from "./seeded.ts";

const ORDERS = 480;
/** The walk-through's next booking becomes order 10482. */
const LAST_NUMBER = 10_481;
const WAREHOUSE = LocationId.parse("warehouse");

type Item = { readonly style: Style; readonly variant: Variant };
type Sale = {
  readonly client: Customer;
  readonly items: readonly { readonly item: Item; readonly quantity: number }[];
  readonly daysAgo: number;
  readonly locationId: LocationId;
  readonly channel: Order["channel"];
};

/** The last twelve months of some clients: 480 sales, all delivered, oldest first. */
export function buildOrders(options: {
  readonly seed: number;
  readonly today: number;
  readonly locations: readonly Location[];
  readonly styles: readonly Style[];
  readonly associates: readonly Associate[];
  readonly clients: readonly Customer[];
}): Order[] {
  const { styles, clients, associates } = options;
  const random = createSeeded(options.seed, "orders");
  const today = startOfDay(options.today);

  const named = NAMED_CLIENTS.flatMap(({ name, bought }) =>
    bought.map((purchase): Sale => {
      const client = clients.find((candidate) => candidate.name === name);
      const item = findItem(styles, purchase.title, purchase.options);
      if (!client || !item) throw new Error(`${name} cannot have bought ${purchase.title}, ${purchase.options.join(", ")}`);
      const locationId = LocationId.parse(purchase.at);
      return { client, items: [{ item, quantity: 1 }], daysAgo: purchase.daysAgo, locationId, channel: purchase.channel };
    }),
  );

  const regulars = random.some(clients.slice(NAMED_CLIENTS.length), 260);
  const invented = Array.from({ length: ORDERS - named.length }, (): Sale => {
    const client = random.pick(regulars);
    const drawn = client.addresses.length > 0 ? random.next() : 0;
    const items = random.some(styles, random.pick([1, 1, 1, 2, 2, 3])).map((style) => ({
      item: { style, variant: random.pick(style.variants) },
      quantity: random.chance(0.05) ? 2 : 1,
    }));
    const channel = drawn < 0.7 ? "in-store" : drawn < 0.9 ? "ship-to-home" : "online";
    // Long enough ago that even a parcel across the country has arrived.
    return { client, items, channel, daysAgo: random.between(10, 364), locationId: client.homeLocationId };
  });

  const sales = [...named, ...invented].map((sale) => ({
    ...sale,
    // 17:00 to 24:00 UTC is opening time from coast to coast.
    bookedAt: today - sale.daysAgo * DAY + 17 * HOUR + random.between(0, 7 * 60 - 1) * MINUTE,
  }));
  sales.sort((a, b) => a.bookedAt - b.bookedAt);

  return sales.map((sale, index): Order => {
    const { client, channel, locationId, bookedAt } = sale;
    const team = associates.filter((associate) => associate.locationId === locationId);
    const associate = team.find(({ associateId }) => associateId === client.associateId) ?? random.pick(team);
    const arrivesOn = isoDay(bookedAt + (channel === "in-store" ? 0 : random.between(2, 5)) * DAY);
    const lines = sale.items.map(
      ({ item: { style, variant }, quantity }): OrderLine => ({
        sku: variant.sku,
        title: style.title,
        variantName: variantName(variant),
        image: style.image,
        quantity,
        priceMinor: variant.priceMinor,
        locationId: channel === "in-store" ? locationId : WAREHOUSE,
        arrivesOn,
        sourcing: [],
      }),
    );
    return {
      orderId: OrderId.parse(uuidv7(bookedAt, random.bytes(10))),
      number: LAST_NUMBER - sales.length + 1 + index,
      customerId: client.customerId,
      customerName: client.name,
      locationId,
      associateId: associate.associateId,
      associateName: associate.name,
      state: "delivered",
      channel,
      method: "standard",
      arrivesOn,
      shipTo: channel === "in-store" ? null : (client.addresses[0] ?? null),
      currency: "USD",
      totalMinor: lines.reduce((total, line) => total + line.quantity * line.priceMinor, 0),
      lines,
      bookedAt: new Date(bookedAt).toISOString(),
    };
  });
}

function findItem(styles: readonly Style[], title: string, options: readonly string[]): Item | undefined {
  const style = styles.find((candidate) => candidate.title === title);
  const variant = style?.variants.find(({ optionValues }) => optionValues.every((value, index) => value === options[index]));
  return style && variant && { style, variant };
}
