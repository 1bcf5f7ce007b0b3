import { type Address, CustomerId, LocationId, OrderId, Sku } from "@aisle/domain";
import { COMMANDS } from "@aisle/protocol";
import { describe, expect, it } from "vitest";
import type { Asked } from "../session/asked.ts";
import { addNote } from "./add-note.ts";
import { createCustomer } from "./create-customer.ts";
import { newId } from "./new-id.ts";
import { saveAddress } from "./save-address.ts";
import { shipToHome } from "./ship-to-home.ts";

const address: Address = {
  line1: "1200 Bay St",
  line2: "Apt 4",
  city: "San Francisco",
  region: "CA",
  postalCode: "94123",
  country: "US",
};
const client = { customerId: CustomerId.parse(newId()), name: "Ana Ruiz" };
const orderId = OrderId.parse(newId());

const booking = shipToHome({
  orderId,
  client,
  item: { sku: Sku.parse("LQ-TRENCH-CAM-M"), title: "Merino Trench Coat, Camel, M", image: "drawn:coat" },
  price: { minor: 49800, currency: "USD", proof: "proof" },
  address,
  method: "standard",
  from: null,
  quoted: { locationId: LocationId.parse("warehouse"), arrivesOn: "2026-11-27" },
  detail: "Arrives Fri, Nov 27",
  needs: [],
});

const asked: readonly Asked[] = [
  booking,
  createCustomer({
    ...client,
    phone: "+14155550190",
    email: "",
    addresses: [],
    consent: { text: true, email: false, call: false },
  }),
  saveAddress({ client, address, needs: [] }),
  addNote({ client, text: "Texts after 5.", needs: [] }),
];

describe("what a screen asks for", () => {
  it("is what head office can read", () => {
    for (const { name, args } of asked) expect(COMMANDS[name].args.safeParse(args).error, name).toBeUndefined();
  });

  it("names the client for lists that have no other table", () => {
    for (const { label } of asked) expect(label).toMatchObject({ customerId: client.customerId, customerName: "Ana Ruiz" });
  });

  it("books one unit at the price that was said, under the order of its sheet", () => {
    expect(booking).toMatchObject({
      args: { orderId, lines: [{ sku: "LQ-TRENCH-CAM-M", quantity: 1 }], quoted: { prices: { "LQ-TRENCH-CAM-M": 49800 } } },
      label: { title: "Ship Merino Trench Coat, Camel, M to Ana Ruiz" },
    });
  });
});
