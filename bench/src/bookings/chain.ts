import path from "node:path";
import { migrate, type OwnersDatabase } from "@aisle/db";
import { type SmallChain, seedSmallChain } from "@aisle/server/testing";

export const ITEMS = 50;

/** Migrates the database and puts plenty of fifty items into its warehouse. */
export async function prepareChain(database: OwnersDatabase): Promise<SmallChain> {
  await migrate(database);
  const items = Array.from({ length: ITEMS }, (_, index) => ({
    sku: `ITEM-${index}`,
    onHand: { warehouse: 1_000_000, airport: 500, harbour: 500 },
  }));
  const chain = await seedSmallChain(database, items);
  await database.execute("analyze");
  return chain;
}

export const SERVER_PROCESS = path.join(import.meta.dirname, "server-process.ts");
