import { expect, test } from "vitest";
import { createMemoryStorage } from "./memory-storage.ts";
import { aCustomer, ana, aPatch, aReply } from "./testing/builders.ts";
import { describeStorageContract } from "./testing/storage-contract.ts";

describeStorageContract("memory", async () => {
  const storage = createMemoryStorage();
  return { storage, held: async () => storage.held(), reopen: async () => storage };
});

test("[AP7] a client in two people's days is there twice, leaves each day alone, and leaves both when erased", async () => {
  const storage = createMemoryStorage();
  const hear = async (patches: ReturnType<typeof aPatch>[]) => {
    const { stand } = await storage.takeBatch({ now: 0, pushMax: 1 });
    await storage.apply({ stand, reply: aReply({ patches }), now: 0 });
    return storage.held().rows.customers.map(({ feed, name }) => `${feed} ${name}`);
  };
  const enter = (feed: string, name: string) => aPatch(feed, { from: 0, to: 1 }, { rows: { customers: [aCustomer({ name })] } });
  const gone = [{ table: "customers", key: ana } as const];
  expect(await hear([enter("associate:amara", "Ana Lima")])).toEqual(["associate:amara Ana Lima"]);
  expect(await hear([enter("associate:ben", "Ana L.")])).toEqual(["associate:amara Ana Lima", "associate:ben Ana L."]);
  expect(await hear([aPatch("associate:ben", { from: 1, to: 2 }, { gone })])).toEqual(["associate:amara Ana Lima"]);
  expect(await hear([aPatch("associate:ben", { from: 2, to: 3 }, { rows: { customers: [aCustomer()] } })])).toHaveLength(2);
  expect(await hear([aPatch("store:downtown", { from: 0, to: 1 }, { gone })])).toEqual([]);
});
