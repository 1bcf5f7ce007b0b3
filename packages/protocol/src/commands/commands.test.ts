import { expect, it } from "vitest";
import { COMMANDS, type CommandName } from "./index.ts";

const ana = "019ab000-0000-7000-8000-000000000001";
const order = "019ab000-0000-7000-8000-000000000002";
const bayStreet = { line1: "1200 Bay St", line2: "", city: "San Francisco", region: "CA", postalCode: "94123", country: "US" };

// As phones send them now: one of each at its version. Those of earlier versions are in `golden/`.
const SENT: readonly { readonly name: CommandName; readonly v: number; readonly args: unknown }[] = [
  { name: "customer.add-note", v: 1, args: { customerId: ana, noteId: order, text: "No wool next to skin" } },
  {
    name: "customer.create",
    v: 1,
    args: {
      customerId: ana,
      name: "Ana Reyes",
      phone: "+1 415 555 0132",
      email: "",
      addresses: [bayStreet],
      consent: { text: true, email: false, call: false },
    },
  },
  { name: "customer.save-address", v: 1, args: { customerId: ana, address: bayStreet } },
  {
    name: "customer.set-consent",
    v: 1,
    args: { customerId: ana, channel: "text", purpose: "marketing", isGiven: true, words: "marketing-1", how: "in-store" },
  },
  {
    name: "order.ship-to-home",
    v: 2,
    args: {
      orderId: order,
      customerId: ana,
      lines: [{ sku: "MTC-CAMEL-M", quantity: 1 }],
      address: bayStreet,
      method: "standard",
      from: null,
      quoted: {
        locationId: "reno",
        arrivesOn: "2026-11-26",
        prices: { "MTC-CAMEL-M": 49_800 },
        currency: "USD",
        proofs: { "MTC-CAMEL-M": "x".repeat(43) },
      },
    },
  },
];

function toldAt(minor: number) {
  const proofs = { "MTC-CAMEL-M": "x".repeat(43) };
  return { locationId: "reno", arrivesOn: "2026-11-26", prices: { "MTC-CAMEL-M": minor }, currency: "USD", proofs };
}

it("knows these commands, each at its version", () => {
  const known = Object.values(COMMANDS).map(({ name, version }) => `${name} v${version}`);
  expect(known).toEqual([
    "customer.add-note v1",
    "customer.create v1",
    "customer.save-address v1",
    "customer.set-consent v1",
    "order.ship-to-home v2",
  ]);
});

it("files every command under its own name", () => {
  for (const [name, command] of Object.entries(COMMANDS)) expect(command.name).toBe(name);
});

it.each(SENT.map((sent) => [`${sent.name} v${sent.v}`, sent] as const))("reads %s as a phone sent it", (_, { name, v, args }) => {
  expect(COMMANDS[name].version).toBe(v);
  expect(COMMANDS[name].args.parse(args)).toEqual(args);
});

it("has an example of every command at its version", () => {
  const sent = new Set(SENT.map(({ name, v }) => `${name} v${v}`));
  for (const { name, version } of Object.values(COMMANDS)) expect(sent).toContain(`${name} v${version}`);
});

it.each([
  ["an item twice", { lines: [1, 1].map((quantity) => ({ sku: "MTC-CAMEL-M", quantity })) }],
  ["no item", { lines: [] }],
  ["half an item", { lines: [{ sku: "MTC-CAMEL-M", quantity: 0.5 }] }],
  ["none of an item", { lines: [{ sku: "MTC-CAMEL-M", quantity: 0 }] }],
  ["a hundred of an item", { lines: [{ sku: "MTC-CAMEL-M", quantity: 100 }] }],
  ["an address no database can hold", { address: { ...bayStreet, line1: "a\u0000b" } }],
  ["a day that is none", { quoted: { locationId: "reno", arrivesOn: "soon", prices: {}, currency: null, proofs: null } }],
  ["a price without its proof", { quoted: { ...toldAt(49_800), proofs: {} } }],
  ["a proof without its price", { quoted: { ...toldAt(49_800), prices: {} } }],
  ["a proof longer than any", { quoted: { ...toldAt(49_800), proofs: { "MTC-CAMEL-M": "x".repeat(2000) } } }],
])("does not take a booking of %s", (_, change) => {
  const { args } = SENT.find(({ name }) => name === "order.ship-to-home") ?? {};
  expect(COMMANDS["order.ship-to-home"].args.safeParse({ ...Object(args), ...change }).success).toBe(false);
});
