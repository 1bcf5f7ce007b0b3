// The walls alone: statements that no procedure or handler looks over, under the context of each role.
import { withTx } from "@aisle/db";
import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { may, ROLES, type Role } from "@aisle/domain";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId, seedSmallChain } from "../testing/small-chain.ts";
import { personContext } from "./person-context.ts";

/** `downtown` and `airport` are one region, `harbour` is another. */
const STORES = ["downtown", "airport", "harbour"] as const;
type Store = (typeof STORES)[number];
type There = { readonly client: string; readonly order: string; readonly person: string; readonly phone: string };

let database: TestDatabase;
const at = {} as Record<Store, There>;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedSmallChain(database, [{ sku: "COAT", onHand: { downtown: 5, harbour: 5 } }]);
  await database.query("update location set region_id = case when location_id = 'harbour' then 'south' else 'north' end");
  for (const store of STORES) {
    const [client, order, person, phone] = [newId(), newId(), newId(), newId()];
    at[store] = { client, order, person, phone };
    await withTx(database, {}, async (tx) => {
      await tx.execute("insert into associate (associate_id, name, role, location_id) values ($1, 'Ann', 'associate', $2)", [
        person,
        store,
      ]);
      await tx.execute("insert into device (device_id, location_id) values ($1, $2)", [phone, store]);
      await tx.execute("insert into customer (customer_id, name, home_location_id, since) values ($1, 'Cleo', $2, 2020)", [
        client,
        store,
      ]);
      await tx.execute("insert into customer_note (note_id, customer_id, text) values (gen_random_uuid(), $1, 'likes tea')", [
        client,
      ]);
      await tx.execute(
        "insert into customer_address (customer_id, position, line1, city, postal_code, country) values ($1, 0, 'a', 'b', 'c', 'd')",
        [client],
      );
      await tx.execute("insert into day_client (associate_id, customer_id, why) values ($1, $2, 'mine')", [person, client]);
      await tx.execute(
        `insert into customer_order (order_id, number, customer_id, location_id, associate_id, state, channel, method, currency, total_minor)
         values ($1, nextval('order_number'), $2, $3, $4, 'confirmed', 'in-store', 'standard', 'USD', 1)`,
        [order, client, store, person],
      );
      await tx.execute(
        "insert into order_line (order_id, line, variant, quantity, price_minor, source_location_id) values ($1, 1, 0, 1, 1, $2)",
        [order, store],
      );
      await tx.execute(
        "insert into session (token_hash, associate_id, device_id, expires_at) values ($1, $2, $3, now() + interval '1 hour')",
        [newId(), person, phone],
      );
      await tx.execute(
        "insert into consent_event (event_id, customer_id, channel, purpose, is_given, proof, at) values (gen_random_uuid(), $1, 'call', 'service', true, '{}', now())",
        [client],
      );
      await tx.execute(
        "insert into access_log (access_id, associate_id, location_id, customer_id, what, at) values (gen_random_uuid(), $1, $2, $3, 'profile', now())",
        [person, store, client],
      );
      await tx.execute("insert into passkey (credential_id, associate_id, public_key) values ($1, $2, 'x')", [newId(), person]);
      await tx.execute(
        "insert into command_outcome (command_id, device_id, seq, name, command_version, args_hash, kind, outcome, associate_id, issued_at) values (gen_random_uuid(), $1, 1, 'x', 1, 'x', 'applied', '{}', $2, now())",
        [phone, person],
      );
      await tx.execute("insert into phone_deposit (deposit_id, device_id, sealed) values (gen_random_uuid(), $1, 'x')", [phone]);
    });
  }
});
afterAll(() => database.close());

/** Somebody of this role whose store and phone are downtown's. */
function context(role: Role) {
  const regionLocations = role === "regional" ? ["downtown", "airport"] : ["downtown"];
  const { person: associateId, phone: deviceId } = at.downtown;
  return personContext({ associateId, deviceId, locationId: "downtown", homeLocationId: "downtown", role, regionLocations });
}

const reaches = (role: Role, store: Store) =>
  role === "admin" || store === "downtown" || (role === "regional" && store === "airport");

/** What each role would have to be allowed to see a row of this table, and how to find one store's. */
const READS = [
  ["customer", "customer_id = $1", "client", ["see-clients", "export-client", "erase-client"]],
  ["customer_note", "customer_id = $1", "client", ["see-clients", "export-client", "erase-client"]],
  ["customer_address", "customer_id = $1", "client", ["see-clients", "export-client", "erase-client"]],
  ["consent_event", "customer_id = $1", "client", ["see-clients", "export-client", "erase-client"]],
  ["customer_order", "order_id = $1", "order", ["see-clients", "export-client", "erase-client"]],
  ["order_line", "order_id = $1", "order", ["see-clients", "export-client", "erase-client"]],
  ["access_log", "customer_id = $1", "client", ["see-access-log"]],
  ["associate", "associate_id = $1", "person", ["see-people"]],
] as const;

describe.each(ROLES)("%s", (role) => {
  test.each(READS)("reads %s where the role reaches, and nowhere else", async (table, where, key, actions) => {
    const allowed = actions.some((action) => may(role, action));
    for (const store of STORES) {
      const rows = await database.server.as(context(role)).query(`select 1 from ${table} where ${where}`, [at[store][key]]);
      expect(rows.length > 0, store).toBe(allowed && reaches(role, store));
    }
  });

  test("reads phones, sessions and proofs of others only where the role looks after them, and outcomes of its own phone", async () => {
    const me = database.server.as(context(role));
    for (const store of ["airport", "harbour"] as const) {
      const { phone, person } = at[store];
      const seen = (table: string, column: string, id: string) => me.query(`select 1 from ${table} where ${column} = $1`, [id]);
      expect((await seen("device", "device_id", phone)).length > 0).toBe(may(role, "see-phones") && reaches(role, store));
      expect((await seen("session", "associate_id", person)).length > 0).toBe(may(role, "end-sessions") && reaches(role, store));
      expect((await seen("passkey", "associate_id", person)).length > 0).toBe(may(role, "manage-people") && reaches(role, store));
      expect(await seen("command_outcome", "device_id", phone)).toEqual([]);
      expect(await seen("phone_deposit", "device_id", phone)).toEqual([]);
    }
    expect(await me.query("select 1 from wrong_try")).toEqual([]);
    expect(await me.query("select 1 from command_outcome")).toHaveLength(1);
    expect(await me.query("select 1 from stock_level")).toHaveLength(2);
  });

  /** Attacks on another store: each must touch nothing, by finding no row or by being refused. */
  const attacks: readonly (readonly [what: string, text: string, values: (there: There) => unknown[]])[] = [
    ["rename a client", "update customer set name = 'x' where customer_id = $1", ({ client }) => [client]],
    ["take a client over", "update customer set home_location_id = 'downtown' where customer_id = $1", ({ client }) => [client]],
    ["remove a client's addresses", "delete from customer_address where customer_id = $1", ({ client }) => [client]],
    [
      "write a note about a client",
      "insert into customer_note (note_id, customer_id, text) values (gen_random_uuid(), $1, 'x')",
      ({ client }) => [client],
    ],
    [
      "put a client into the own day",
      "insert into day_client (associate_id, customer_id, why) values ($2, $1, 'opened')",
      ({ client }) => [client, at.downtown.person],
    ],
    [
      "add a line to an order",
      "insert into order_line (order_id, line, variant, quantity, price_minor, source_location_id) values ($1, 2, 0, 1, 1, 'x')",
      ({ order }) => [order],
    ],
    [
      "promise units for an order",
      "insert into reservation (order_id, line, location_id, variant, quantity) values ($1, 1, 'downtown', 0, 1)",
      ({ order }) => [order],
    ],
    ["cancel an order", "update customer_order set state = 'cancelled' where order_id = $1", ({ order }) => [order]],
    [
      "book for a client",
      `insert into customer_order (order_id, number, customer_id, location_id, associate_id, device_id, state, channel, method, currency, total_minor)
       values (gen_random_uuid(), -1, $1, 'downtown', $2, $3, 'confirmed', 'in-store', 'standard', 'USD', 1)`,
      ({ client }) => [client, at.downtown.person, at.downtown.phone],
    ],
    [
      "answer for a phone",
      "insert into command_outcome (command_id, device_id, name, command_version, args_hash, kind, outcome, associate_id, issued_at) values (gen_random_uuid(), $1, 'x', 1, 'x', 'applied', '{}', $1, now())",
      ({ phone }) => [phone],
    ],
    [
      "give consent for a client",
      "insert into consent_event (event_id, customer_id, channel, purpose, is_given, proof, at) values (gen_random_uuid(), $1, 'call', 'marketing', true, '{}', now())",
      ({ client }) => [client],
    ],
    [
      "look in somebody else's name",
      "insert into access_log (access_id, associate_id, location_id, customer_id, what, at) values (gen_random_uuid(), $1, 'downtown', $1, 'profile', now())",
      ({ person }) => [person],
    ],
  ];
  const office = role === "admin" ? attacks.filter(([what]) => !/client|order/.test(what)) : attacks;
  test.each(office)("cannot %s of another region", async (_what, text, values) => {
    const done = await database.server
      .as(context(role))
      .execute(text, values(at.harbour))
      .catch((fault: unknown) => String(fault));
    expect(done === 0 || /row-level security/.test(String(done)), String(done)).toBe(true);
  });

  test("makes nobody an administrator, least of all themselves", async () => {
    const me = database.server.as(context(role));
    for (const person of [at.downtown.person, at.airport.person, at.harbour.person]) {
      const done = await me.execute("update associate set role = 'admin' where associate_id = $1", [person]).catch(String);
      expect(role === "admin" ? done : done === 0 || /row-level security/.test(String(done))).toBeTruthy();
    }
    await database.execute("update associate set role = 'associate'");
  });

  test("takes stock out of no building but by promising it", async () => {
    const me = database.server.as(context(role));
    await expect(me.execute("update stock_level set on_hand = 0")).rejects.toThrow("permission denied");
    await expect(
      me.execute("insert into stock_movement (location_id, variant, kind, on_hand_delta) values ('downtown', 0, 'count', 9)"),
    ).rejects.toThrow("row-level security");
    await expect(me.execute("update variant set price_minor = 1")).rejects.toThrow("permission denied");
    expect(await me.execute("update style set version = 99")).toBe(0);
  });
});

test("somebody whose place nobody knows sees their own row and their phone's, and nothing else", async () => {
  const { person, phone } = at.downtown;
  const nobody = database.server.as({ associateId: person, deviceId: phone });
  expect(await nobody.query("select associate_id from associate")).toEqual([{ associate_id: person }]);
  expect(await nobody.query("select device_id from device")).toEqual([{ device_id: phone }]);
  for (const table of ["customer", "customer_order", "stock_level", "location", "access_log"]) {
    expect(await nobody.query(`select 1 from ${table}`), table).toEqual([]);
  }
});
