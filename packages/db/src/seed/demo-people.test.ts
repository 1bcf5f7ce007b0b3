import { AssociateId, CustomerId, DAY, missingFromAddress, OrderId } from "@aisle/domain";
import { describe, expect, test } from "vitest";
import { buildDemoChain } from "./demo-chain.ts";

const TODAY = Date.UTC(2026, 10, 24, 20, 16);
const chain = buildDemoChain({ seed: 1901, today: TODAY });
const [ana] = chain.clients;
const maya = chain.associates.find(({ pin, locationId }) => pin === "246810" && locationId === "union-square");

describe("associates", () => {
  test("are five per store with a manager each, Maya and Sam at Union Square under the PINs that are printed", () => {
    const stores = chain.locations.filter(({ kind }) => kind === "store");
    for (const { locationId } of stores) {
      const team = chain.associates.filter((associate) => associate.locationId === locationId);
      expect(team).toHaveLength(5);
      expect(team.filter(({ role }) => role === "manager")).toHaveLength(1);
      expect(new Set(team.map(({ pin }) => pin)).size).toBe(5);
      for (const { pin } of team) expect(pin).toMatch(/^\d{6}$/);
    }
    expect(maya).toMatchObject({ name: expect.stringMatching(/^Maya /), role: "associate" });
    expect(chain.associates.find(({ pin }) => pin === "135790")).toMatchObject({
      name: expect.stringMatching(/^Sam /),
      role: "manager",
    });
  });

  test("have ids that are UUIDv7 and unique", () => {
    expect(new Set(chain.associates.map(({ associateId }) => AssociateId.parse(associateId))).size).toBe(60);
  });
});

describe("clients", () => {
  test("begin with Ana Ruiz, Tom Keller and Priya Shah, who are Maya's at Union Square", () => {
    expect(chain.clients.slice(0, 3).map(({ name }) => name)).toEqual(["Ana Ruiz", "Tom Keller", "Priya Shah"]);
    for (const client of chain.clients.slice(0, 3)) {
      expect(client).toMatchObject({ homeLocationId: "union-square", associateId: maya?.associateId });
    }
    expect(ana).toMatchObject({
      since: 2021,
      addresses: [{ line1: "1200 Bay St", line2: "Apt 4", city: "San Francisco", postalCode: "94123", country: "US" }],
      consent: { text: true, email: false, call: false },
      wears: ["Coats M", "Shoes 7½", "Jeans 28", "No wool next to skin"],
    });
  });

  test("can be reached only in ranges kept for fiction, each under a number and address of their own", () => {
    const fiction = /^(\+1\d{3}55501\d\d|\+447700900\d{3}|\+3363998\d{4})$/;
    expect(chain.clients.filter(({ phone }) => !fiction.test(phone))).toEqual([]);
    expect(chain.clients.filter(({ email }) => email !== "" && !/^[a-z.]+(\.\d+)?@example\.com$/.test(email))).toEqual([]);
    const phones = [...chain.clients, ...chain.locations].map(({ phone }) => phone);
    expect(new Set(phones).size).toBe(phones.length);
    const emails = chain.clients.map(({ email }) => email).filter(Boolean);
    expect(new Set(emails).size).toBe(emails.length);
  });

  test("have unique ids, and complete addresses where they have one", () => {
    expect(new Set(chain.clients.map(({ customerId }) => CustomerId.parse(customerId))).size).toBe(3000);
    const addresses = chain.clients.flatMap((client) => client.addresses);
    expect(addresses.length).toBeGreaterThan(2400);
    expect(addresses.flatMap(missingFromAddress)).toEqual([]);
    expect(new Set(addresses.map(({ country }) => country))).toEqual(new Set(["US", "GB", "FR", "DE", "CA", "MX", "JP", "NL"]));
  });

  test("write their names in many scripts", () => {
    const scripts = ["Latin", "Han", "Hangul", "Devanagari", "Arabic", "Hebrew", "Cyrillic", "Greek", "Thai"];
    const names = chain.clients.map(({ name }) => name);
    for (const script of scripts) expect(names.some((name) => new RegExp(`^\\p{Script=${script}}`, "u").test(name))).toBe(true);
    expect(names.some((name) => name.includes("O'Brien"))).toBe(true);
    expect(names.some((name) => name.includes("de la Cruz"))).toBe(true);
  });
});

describe("orders", () => {
  const totalOf = (clientId: string | undefined) =>
    chain.orders.filter(({ customerId }) => customerId === clientId).reduce((sum, order) => sum + order.totalMinor, 0);

  test("of Ana come to $2,310 in the last twelve months, the boot from Market Street and the cardigan online among them", () => {
    expect(totalOf(ana?.customerId)).toBe(231_000);
    const bought = chain.orders.filter(({ customerId }) => customerId === ana?.customerId).toReversed();
    expect(bought[0]).toMatchObject({
      locationId: "market-street",
      channel: "in-store",
      lines: [{ title: "Chelsea Boot", variantName: "Black, 7.5", priceMinor: 21_000 }],
    });
    expect(bought[1]).toMatchObject({
      channel: "online",
      lines: [{ title: "Cashmere Cardigan", variantName: "Ivory, M", priceMinor: 18_500 }],
    });
  });

  test("are numbered by time up to 10481 and all delivered within the last year", () => {
    expect(chain.orders.map(({ number }) => number)).toEqual(
      chain.orders.map((_, index) => 10_481 - chain.orders.length + 1 + index),
    );
    const times = chain.orders.map(({ bookedAt }) => Date.parse(bookedAt));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(Math.min(...times)).toBeGreaterThan(TODAY - 366 * DAY);
    for (const order of chain.orders) {
      expect(order.state).toBe("delivered");
      expect(Date.parse(order.arrivesOn ?? "")).toBeLessThan(TODAY);
    }
    expect(new Set(chain.orders.map(({ orderId }) => OrderId.parse(orderId))).size).toBe(chain.orders.length);
  });

  test("name items, clients and associates that exist, and ship to an address whenever they ship", () => {
    const skus = new Set(chain.styles.flatMap((style) => style.variants.map(({ sku }) => sku)));
    const clients = new Set(chain.clients.map(({ customerId }) => customerId));
    const associates = new Map(chain.associates.map((associate) => [associate.associateId, associate.locationId]));
    for (const order of chain.orders) {
      expect(clients).toContain(order.customerId);
      expect(associates.get(order.associateId)).toBe(order.locationId);
      expect(order.shipTo === null).toBe(order.channel === "in-store");
      for (const line of order.lines) expect(skus).toContain(line.sku);
    }
  });
});
