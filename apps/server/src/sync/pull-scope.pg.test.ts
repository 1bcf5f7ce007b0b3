import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { silentLogger } from "../logger.ts";
import type { RunningServer } from "../start-server.ts";
import { exchangeOverHttp } from "../testing/booking.ts";
import { type SmallChain, seedSmallChain } from "../testing/small-chain.ts";
import { startServer } from "../testing/test-head-office.ts";
import { pull } from "./pull.ts";

let database: TestDatabase;
let server: RunningServer;
let chain: SmallChain;
beforeAll(async () => {
  database = await createTestDatabase();
  chain = await seedSmallChain(database, [{ sku: "COAT", onHand: { warehouse: 1 } }]);
  server = await startServer({ databaseUrl: database.url, host: "127.0.0.1", port: 0, appFolder: null, logger: silentLogger });
});
afterAll(async () => {
  await server.stop();
  await database.close();
});

test("[PL1] a phone gets only its own store's feed, and is told to drop another's that it holds", async () => {
  const cursor = { "store:airport": 3, "associate:somebody-else": 1 };
  const reply = await exchangeOverHttp(`http://127.0.0.1:${server.port}`, await chain.addPhone(), { cursor });
  if (reply.kind !== "ok") throw new Error(reply.kind);
  expect([...reply.drop].sort()).toEqual(["associate:somebody-else", "store:airport"]);
  expect(reply.patches.map((patch) => patch.feed).filter((feed) => feed.startsWith("store:"))).toEqual(["store:downtown"]);
});

test("[PL2] heads, rows and tombstones come in one statement, so in one snapshot", async () => {
  const asked: string[] = [];
  const watched: Parameters<typeof pull>[0] = {
    query: (text, values, name) => {
      asked.push(name ?? text);
      return database.query(text, values, name);
    },
    execute: (text, values, name) => database.execute(text, values, name),
  };
  await pull(watched, { scope: ["store:downtown"], cursor: {}, room: 100, expectNews: true });
  expect(asked).toEqual(["pull"]);
  const quiet = await pull(database, { scope: ["store:downtown"], cursor: {}, room: 100 });
  asked.length = 0;
  const nothing = await pull(watched, {
    scope: ["store:downtown"],
    cursor: { "store:downtown": quiet.patches[0]?.to ?? 0 },
    room: 100,
  });
  expect([asked, nothing.patches, nothing.catalogue]).toEqual([["heads"], [], 1]);
});
