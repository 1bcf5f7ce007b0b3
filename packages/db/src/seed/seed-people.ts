import { randomUUID } from "node:crypto";
import { CHANNELS, CONSENT_WORDS_NOW, DAY } from "@aisle/domain";
import type { Tx } from "../client.ts";
import { hashDemoPin } from "../pins.ts";
import type { DemoChain } from "./demo-types.ts";
import { insertRows } from "./insert-rows.ts";

/** Associates with their PINs hashed, and clients with addresses and notes. */
export async function insertPeople(tx: Tx, { associates, clients, lookedUp, today }: DemoChain): Promise<void> {
  const pinHashes = await Promise.all(associates.map(({ pin }) => hashDemoPin(pin)));
  await insertRows(tx, {
    table: "associate",
    columns: { associate_id: "uuid", name: "text", role: "text", location_id: "text", pin_hash: "text" },
    rows: associates.map((person, at) => [person.associateId, person.name, person.role, person.locationId, pinHashes[at]]),
  });
  await insertRows(tx, {
    table: "customer",
    columns: {
      customer_id: "uuid",
      name: "text",
      phone: "text",
      email: "text",
      home_location_id: "text",
      associate_id: "uuid",
      since: "integer",
      wears: "jsonb",
      consent_text: "boolean",
      consent_email: "boolean",
      consent_call: "boolean",
    },
    rows: clients.map((client) => [
      client.customerId,
      client.name,
      client.phone,
      client.email,
      client.homeLocationId,
      client.associateId,
      client.since,
      client.wears,
      client.consent.text,
      client.consent.email,
      client.consent.call,
    ]),
  });
  await insertRows(tx, {
    table: "day_client",
    columns: { associate_id: "uuid", customer_id: "uuid", why: "text" },
    rows: clients.flatMap(({ associateId, customerId }) => (associateId ? [[associateId, customerId, "mine"]] : [])),
  });
  await insertRows(tx, {
    table: "day_client",
    columns: { associate_id: "uuid", customer_id: "uuid", why: "text", until: "timestamptz" },
    rows: lookedUp.map(({ associateId, customerId }) => [associateId, customerId, "opened", new Date(today + 7 * DAY)]),
  });
  await insertRows(tx, {
    table: "consent_event",
    columns: {
      event_id: "uuid",
      customer_id: "uuid",
      channel: "text",
      purpose: "text",
      is_given: "boolean",
      proof: "jsonb",
      associate_id: "uuid",
      at: "timestamptz",
    },
    rows: clients.flatMap(({ customerId, associateId, consent, since }) =>
      CHANNELS.filter((channel) => consent[channel]).map((channel) => {
        const proof = { words: CONSENT_WORDS_NOW.marketing, how: "signed-form" };
        return [randomUUID(), customerId, channel, "marketing", true, proof, associateId, new Date(Date.UTC(since, 11, 1))];
      }),
    ),
  });
  await insertRows(tx, {
    table: "customer_address",
    columns: {
      customer_id: "uuid",
      position: "integer",
      line1: "text",
      line2: "text",
      city: "text",
      region: "text",
      postal_code: "text",
      country: "text",
    },
    rows: clients.flatMap(({ customerId, addresses }) =>
      addresses.map((address, position) => [
        customerId,
        position,
        address.line1,
        address.line2,
        address.city,
        address.region,
        address.postalCode,
        address.country,
      ]),
    ),
  });
  await insertRows(tx, {
    table: "customer_note",
    columns: { note_id: "uuid", customer_id: "uuid", text: "text", associate_id: "uuid", at: "timestamptz" },
    rows: clients.flatMap(({ customerId, notes }) =>
      notes.map((note) => [randomUUID(), customerId, note.text, note.by, note.at]),
    ),
  });
}
