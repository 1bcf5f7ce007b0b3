export { createMemoryStorage, type Held, type MemoryStorage } from "../memory-storage.ts";
export * from "./builders.ts";
export { describeStorageContract, type StorageUnderTest } from "./storage-contract.ts";
