import { LEDGER_DIFFERENCES } from "@aisle/db";
import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import type { OkReply, Reply } from "@aisle/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { silentLogger } from "../logger.ts";
import type { RunningServer } from "../start-server.ts";
import { aBooking, exchangeOverHttp, HOME, type Phone } from "../testing/booking.ts";
import { newId, type SmallChain, seedSmallChain } from "../testing/small-chain.ts";
import { startServer } from "../testing/test-head-office.ts";
import { fetchAs } from "../testing/test-phone.ts";

let database: TestDatabase;
let server: RunningServer;
let chain: SmallChain;

beforeAll(async () => {
  database = await createTestDatabase();
  chain = await seedSmallChain(database, [
    { sku: "PLENTY", onHand: { warehouse: 5000, airport: 3 } },
    { sku: "LAST", onHand: { warehouse: 1, harbour: 4 } },
    { sku: "HUNDRED", onHand: { warehouse: 100 } },
    { sku: "SHELF", onHand: { airport: 1 } },
    { sku: "NEARBY", onHand: { warehouse: 2, airport: 9, downtown: 1 }, safety: 0 },
  ]);
  server = await startServer({ databaseUrl: database.url, host: "127.0.0.1", port: 0, appFolder: null, logger: silentLogger });
});
afterAll(async () => {
  await server.stop();
  await database.close();
});

const book = (sku: string, seq = 1, more: Partial<Parameters<typeof aBooking>[0]> = {}) =>
  aBooking({ seq, by: chain.associateId, customerId: chain.customerId, sku, ...more });

function okReply(reply: Reply): OkReply {
  if (reply.kind !== "ok") throw new Error(`answered ${JSON.stringify(reply)}`);
  return reply;
}

async function countOf(sql: string, values: unknown[] = []): Promise<number> {
  const [row] = await database.query<{ count: string }>(`select count(*) as count from ${sql}`, values);
  return Number(row?.count);
}

describe("a booking", () => {
  test("[PU1] [EX1] becomes one order, one reservation and one ledger movement, and comes back in the store's feed", async () => {
    const phone = await chain.addPhone();
    const command = book("PLENTY");
    const reply = okReply(await exchangeOverHttp(server.url, phone, { push: [command] }));
    const [outcome] = reply.outcomes;
    expect(outcome).toMatchObject({ kind: "applied", seq: 1, result: { locationId: "warehouse" } });
    const { orderId } = command.args as { orderId: string };
    expect(await countOf("customer_order where order_id = $1", [orderId])).toBe(1);
    expect(await countOf("reservation where order_id = $1", [orderId])).toBe(1);
    expect(await countOf("stock_movement where order_id = $1", [orderId])).toBe(1);
    const store = reply.patches.find((patch) => patch.feed === "store:downtown");
    const row = store?.rows.orders?.find((order) => order.orderId === orderId);
    expect(row).toMatchObject({ customerName: "Mr Okafor", state: "confirmed", shipTo: HOME, totalMinor: 10_000 });
    expect(row?.lines[0]).toMatchObject({ sku: "PLENTY", title: "Coat", locationId: "warehouse" });
    expect(row?.lines[0]?.sourcing[0]?.reason).toBe("arrives-no-later");
  });

  test("[PU2] sent again after a lost answer is answered with the same outcome and done once", async () => {
    const phone = await chain.addPhone();
    const command = book("PLENTY");
    const first = okReply(await exchangeOverHttp(server.url, phone, { push: [command] }));
    const again = okReply(await exchangeOverHttp(server.url, phone, { push: [command] }));
    expect(again.outcomes).toEqual(first.outcomes);
    expect(await countOf("command_outcome where command_id = $1", [command.id])).toBe(1);
  });

  test("[PU4] under a known id with another content is refused, and the first one stands", async () => {
    const phone = await chain.addPhone();
    const command = book("PLENTY");
    await exchangeOverHttp(server.url, phone, { push: [command] });
    const altered = book("PLENTY", 2, { id: command.id, quantity: 9 });
    const reply = okReply(await exchangeOverHttp(server.url, phone, { push: [altered] }));
    expect(reply.outcomes[0]).toMatchObject({ kind: "refused", refusal: { code: "same-id-other-content" } });
  });

  test("[EX2] of the last one is refused to the second phone with the next place offered", async () => {
    const [one, two] = [await chain.addPhone(), await chain.addPhone()];
    const quoted = { locationId: "warehouse", arrivesOn: "2026-11-01" };
    const first = okReply(await exchangeOverHttp(server.url, one, { push: [book("LAST", 1, { quoted })] }));
    expect(first.outcomes[0]?.kind).toBe("adjusted");
    const second = okReply(await exchangeOverHttp(server.url, two, { push: [book("LAST", 1, { quoted })] }));
    expect(second.outcomes[0]).toMatchObject({
      kind: "refused",
      refusal: { code: "sold-out-at-source", alternatives: [{ locationId: "harbour", available: 4 }] },
    });
  });

  test("never takes a store's last one by rule, but may when the associate asks for that store", async () => {
    const phone = await chain.addPhone();
    const byRule = okReply(await exchangeOverHttp(server.url, phone, { push: [book("SHELF")] }));
    expect(byRule.outcomes[0]).toMatchObject({ kind: "refused", refusal: { code: "no-stock-anywhere" } });
    const asked = okReply(await exchangeOverHttp(server.url, phone, { push: [book("SHELF", 2, { from: "airport" })] }));
    expect(asked.outcomes[0]).toMatchObject({ kind: "applied", result: { locationId: "airport" } });
  });

  test("at a price that has changed is refused with both prices", async () => {
    const phone = await chain.addPhone();
    const command = book("PLENTY", 1, { quoted: { prices: { PLENTY: 9_000 } } });
    const reply = okReply(await exchangeOverHttp(server.url, phone, { push: [command] }));
    expect(reply.outcomes[0]).toMatchObject({ refusal: { code: "price-changed", quotedMinor: 9_000, nowMinor: 10_000 } });
  });

  test("[PU6] for a client made on the same phone just before is taken, and refused when that client was refused", async () => {
    const phone = await chain.addPhone();
    const customerId = newId();
    const create = {
      ...book("PLENTY", 1),
      name: "customer.create",
      args: {
        customerId,
        name: "Zoë O'Brien",
        phone: "",
        email: "",
        addresses: [HOME],
        consent: { text: true, email: false, call: false },
      },
    };
    const bad = { ...create, id: newId(), seq: 3, args: { ...create.args, customerId: newId(), name: " " } } as typeof create;
    const reply = okReply(
      await exchangeOverHttp(server.url, phone, {
        push: [
          create,
          book("PLENTY", 2, { customerId, needs: [create.id] }),
          bad,
          book("PLENTY", 4, { customerId: bad.args.customerId, needs: [bad.id] }),
          book("PLENTY", 5),
        ],
      }),
    );
    expect(reply.outcomes.map((each) => each.kind)).toEqual(["applied", "applied", "refused", "refused", "applied"]);
    expect(reply.outcomes[3]).toMatchObject({ refusal: { code: "needs-refused", needs: bad.id } });
  });
});

describe("an exchange", () => {
  test("[PU3] with a number skipped is told from where to send again, and nothing is taken", async () => {
    const phone = await chain.addPhone();
    const reply = await exchangeOverHttp(server.url, phone, { push: [book("PLENTY", 3)] });
    expect(reply).toEqual({ kind: "gap", expected: 1, chain: null });
  });

  test("[EX4] with a malformed command refuses that one and takes those behind it", async () => {
    const phone = await chain.addPhone();
    const broken = { ...book("PLENTY", 1), args: { lines: "all of them" } };
    const reply = okReply(await exchangeOverHttp(server.url, phone, { push: [broken, book("PLENTY", 2)] }));
    expect(reply.outcomes.map((each) => each.kind)).toEqual(["refused", "applied"]);
    expect(reply.outcomes[0]).toMatchObject({ refusal: { code: "not-understood" } });
  });

  test("[EX6] without a session asks to sign in again", async () => {
    const phone = await chain.addPhone();
    expect(await exchangeOverHttp(server.url, { ...phone, cookie: "" }, {})).toEqual({ kind: "sign-in-again" });
    const other = await chain.addPhone();
    expect(await exchangeOverHttp(server.url, { deviceId: phone.deviceId, cookie: other.cookie }, {})).toEqual({
      kind: "sign-in-again",
    });
  });

  test("[SO3] from another life of the database starts over, without the outbox", async () => {
    const phone = await chain.addPhone();
    const reply = await exchangeOverHttp(server.url, phone, { epoch: "another", push: [book("PLENTY")] });
    expect(reply).toMatchObject({ kind: "start-over", feeds: "all", why: "epoch" });
  });

  test("[PL7] with a cursor past its feed's end starts that feed over, after taking what was sent", async () => {
    const phone = await chain.addPhone();
    const cursor = { "store:downtown": 1_000_000, "location:warehouse": 1_000_000 };
    const command = book("PLENTY");
    const reply = await exchangeOverHttp(server.url, phone, { push: [command], cursor });
    expect(reply).toMatchObject({ kind: "start-over", why: "drift" });
    expect(reply.kind === "start-over" && [...reply.feeds].sort()).toEqual(Object.keys(cursor).sort());
    expect(await countOf("command_outcome where command_id = $1", [command.id])).toBe(1);
  });

  test("that books one item twice under two spellings is not understood, and nothing is parked", async () => {
    const phone = await chain.addPhone();
    const command = book("PLENTY");
    const lines = ["PLENTY", "plenty"].map((sku) => ({ sku, quantity: 1 }));
    const twice = { ...command, args: { ...(command.args as object), lines } };
    const reply = okReply(await exchangeOverHttp(server.url, phone, { push: [twice] }));
    expect(reply.outcomes[0]).toMatchObject({ kind: "refused", refusal: { code: "not-understood", where: "lines" } });
  });

  test("[PL3] [PL5] answers only what moved after the cursor, and pages whole versions", async () => {
    const phone = await chain.addPhone();
    const all = okReply(await exchangeOverHttp(server.url, phone));
    expect(all.fetch).toContain("location:warehouse");
    const cursor = Object.fromEntries(all.patches.map((patch) => [patch.feed, patch.to]));
    const stockless = okReply(await exchangeOverHttp(server.url, phone, { cursor }));
    expect(stockless.patches).toEqual([]);
    const manifest = await fetchAs(phone, server.url, { path: "/snap/manifest.json" });
    const { stock } = (await manifest.json()) as { stock: { locationId: string; version: number; sha: string }[] };
    for (const column of stock) cursor[`location:${column.locationId}`] = column.version;
    await exchangeOverHttp(server.url, phone, { push: [book("PLENTY")], cursor });
    const after = okReply(await exchangeOverHttp(server.url, phone, { cursor }));
    const warehouse = after.patches.find((patch) => patch.feed === "location:warehouse");
    expect(warehouse?.stock).toHaveLength(1);
    expect(warehouse?.stock[0]?.[0]).toBe(0);

    const pages: number[] = [];
    let reply = okReply(await exchangeOverHttp(server.url, phone, { cursor: {}, room: 3 }));
    const paged: Record<string, number> = {};
    for (let page = 0; page < 50; page++) {
      for (const patch of reply.patches) paged[patch.feed] = patch.to;
      pages.push(reply.patches.length);
      if (!reply.more) break;
      reply = okReply(await exchangeOverHttp(server.url, phone, { cursor: paged, room: 3 }));
    }
    expect(pages.length).toBeGreaterThan(1);
    const heads = await database.query<{ feed_id: string; head: string }>(
      "select feed_id, head from feed where feed_id like 'store:%'",
    );
    expect(paged["store:downtown"]).toBe(Number(heads.find((row) => row.feed_id === "store:downtown")?.head));
  });
});

test("[PU9] 400 phones racing for 100 units sell exactly 100, and the ledger explains every counter", async () => {
  const phones = await Promise.all(Array.from({ length: 400 }, () => chain.addPhone()));
  const ask = async (phone: Phone) => {
    const push = [book("HUNDRED")];
    for (;;) {
      const reply = await exchangeOverHttp(server.url, phone, { push });
      // On a slow machine head office turns some of so many away at the door: they come again, as phones do.
      if (reply.kind !== "try-later") return reply;
    }
  };
  const replies = await Promise.all(phones.map(ask));
  const kinds = replies.map((reply) => (reply.kind === "ok" ? reply.outcomes[0]?.kind : reply.kind));
  expect(kinds.filter((kind) => kind === "applied").length).toBe(100);
  expect(kinds.filter((kind) => kind === "refused").length).toBe(300);
  const [level] = await database.query<{ reserved: number }>(
    "select reserved from stock_level where location_id = 'warehouse' and variant = 2",
  );
  expect(level?.reserved).toBe(100);
  expect(await database.query(LEDGER_DIFFERENCES)).toEqual([]);
});
