import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LEDGER_DIFFERENCES } from "../feeds.ts";
import { verifyPin } from "../pins.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { buildDemoChain, seedDemo } from "./index.ts";

const chain = buildDemoChain({ seed: 1901, today: Date.UTC(2026, 10, 24, 20, 16) });
let database: TestDatabase;
let answers: boolean[];

beforeAll(async () => {
  database = await createTestDatabase();
  answers = await Promise.all([seedDemo(database, chain), seedDemo(database, chain)]);
});
afterAll(() => database.close());

const countOf = async (table: string) => {
  const [row] = await database.query<{ n: number }>(`select count(*)::int as n from ${table}`);
  return row?.n;
};

describe("seeding the demo chain", () => {
  test("happens once when two programs start together", () => {
    expect(answers.toSorted()).toEqual([false, true]);
  });

  test("writes every row of the chain", async () => {
    const tables = ["location", "style", "variant", "stock_level", "associate", "customer", "customer_order"];
    const counts = await Promise.all(tables.map(countOf));
    const variants = chain.styles.reduce((sum, style) => sum + style.variants.length, 0);
    expect(counts).toEqual([13, 1200, variants, chain.stock.length, 60, 3000, 480]);
    expect(await countOf("incoming")).toBe(chain.stock.filter(({ incoming }) => incoming).length);
    expect(await countOf("customer_address")).toBe(chain.clients.flatMap(({ addresses }) => addresses).length);
    expect(await countOf("customer_note")).toBe(chain.clients.flatMap(({ notes }) => notes).length);
    expect(await countOf("order_line")).toBe(chain.orders.flatMap(({ lines }) => lines).length);
  });

  test("explains every unit on hand by an opening line of the ledger", async () => {
    expect(await database.query(LEDGER_DIFFERENCES)).toEqual([]);
    const [row] = await database.query<{ units: number; kinds: string[] }>(
      "select sum(on_hand_delta)::int as units, array_agg(distinct kind) as kinds from stock_movement",
    );
    expect(row).toEqual({ units: chain.stock.reduce((sum, level) => sum + level.onHand, 0), kinds: ["opening"] });
  });

  test("stamps every row that travels, so that no phone's cursor is past it", async () => {
    for (const table of ["location", "style", "stock_level", "associate", "day_client", "customer_order"]) {
      expect(await countOf(`${table} where version <> 1`)).toBe(0);
    }
    // Catalogue, network, 13 places with stock, 12 stores with people, 60 people with clients.
    expect(await countOf("feed where head = 1")).toBe(87);
  });

  test("puts every client into the day of one associate, and no more into one day than a phone should hold", async () => {
    expect(await countOf("customer c where not exists (select from day_client d where d.customer_id = c.customer_id)")).toBe(0);
    expect(
      await countOf("day_client d join customer c using (customer_id) where d.why = 'mine' and d.associate_id <> c.associate_id"),
    ).toBe(0);
    const [most] = await database.query<{ count: number }>(
      "select count(*)::int as count from day_client group by associate_id order by 1 desc limit 1",
    );
    expect(most?.count).toBeLessThan(200);
  });

  test("keeps Maya's PIN as a hash that only her PIN opens", async () => {
    const [maya] = await database.query<{ pin_hash: string }>(
      "select pin_hash from associate where name like 'Maya %' and location_id = 'union-square'",
    );
    expect(maya?.pin_hash).toMatch(/^scrypt\$16384\$/);
    expect(await verifyPin("246810", maya?.pin_hash ?? "", Buffer.alloc(32))).toBe("outdated");
    expect(await verifyPin("135790", maya?.pin_hash ?? "", Buffer.alloc(32))).toBe("wrong");
  });

  test("leaves the next booking the number 10482", async () => {
    expect(await database.query("select nextval('order_number')::int as number")).toEqual([{ number: 10_482 }]);
  });

  test("keeps names in every script and the coat's stock as the chain has them", async () => {
    const names = await database.query<{ name: string }>("select name from customer order by customer_id");
    expect(names.map(({ name }) => name).toSorted()).toEqual(chain.clients.map(({ name }) => name).toSorted());
    const rows = await database.query(
      `select location_id, on_hand, i.units, i.due_on::text as due_on from stock_level l join variant using (variant)
       left join incoming i using (location_id, variant)
       where sku = 'LQ-TRENCH-CAM-M' and (on_hand > 0 or i.units > 0) order by on_hand`,
    );
    expect(rows).toEqual([
      { location_id: "union-square", on_hand: 0, units: 2, due_on: "2026-12-01" },
      { location_id: "market-street", on_hand: 3, units: null, due_on: null },
      { location_id: "warehouse", on_hand: 46, units: null, due_on: null },
    ]);
  });
});

describe("a database that is not empty", () => {
  test("is left alone when it has a style of somebody's own", async () => {
    await using own = await createTestDatabase();
    await own.execute("insert into style (style_id, ordinal, title, currency) values ('mine', 0, 'Mine', 'USD')");
    expect(await seedDemo(own, chain)).toBe(false);
    expect(await own.query("select count(*)::int as n from location")).toEqual([{ n: 0 }]);
  });
});
