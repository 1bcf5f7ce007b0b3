import { createMemoryStorage } from "./memory-storage.ts";
import { describeStorageContract } from "./testing/storage-contract.ts";

describeStorageContract("memory", async () => {
  const storage = createMemoryStorage();
  return { storage, held: async () => storage.held(), reopen: async () => storage };
});
