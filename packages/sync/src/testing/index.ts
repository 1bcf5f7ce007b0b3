export { createMemoryStorage, type Held, type MemoryStorage } from "../memory-storage.ts";
export * from "./builders.ts";
export { createScriptedTransport, type Scripted, type ScriptedTransport } from "./scripted-transport.ts";
export { createSmallHeadOffice, type SmallHeadOffice } from "./small-head-office.ts";
export { describeStorageContract } from "./storage-contract.ts";
export type { StorageUnderTest } from "./storage-under-test.ts";
export { createVirtualAlarm, type VirtualAlarm } from "./virtual-alarm.ts";
