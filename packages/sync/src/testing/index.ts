export { createMemoryStorage, type Held, type MemoryStorage } from "../memory-storage.ts";
export * from "./builders.ts";
export { createScriptedTransport, type Scripted, type ScriptedTransport } from "./scripted-transport.ts";
export { createSmallHeadOffice, type SmallHeadOffice } from "./small-head-office.ts";
export { describeStorageContract, type StorageUnderTest } from "./storage-contract.ts";
export { createVirtualAlarm, type VirtualAlarm } from "./virtual-alarm.ts";
