export { locationOfFeed, planAnswer } from "./apply-answer.ts";
export { backoff, jitter } from "./backoff.ts";
export { TookTooLong, withinDeadline } from "./deadline.ts";
export { type DriftDeps, type DriftFound, feedsOfTheHour, findDrift, watchDrift, withoutFeed } from "./drift.ts";
export { exchangeOnce } from "./exchange-once.ts";
export * from "./fold.ts";
export { createMemoryStorage, type Held, keyOf, type MemoryStorage } from "./memory-storage.ts";
export * from "./outbox.ts";
export * from "./ports.ts";
export { planStartOver } from "./start-over.ts";
export {
  createObserved,
  FIRST_STATUS,
  type FirstContact,
  type Observable,
  type Phase,
  type Progress,
  type SyncStatus,
} from "./status.ts";
export { type Incoming, isNewer, packStock, patchStock, type StockColumn, stockChanges, type Units } from "./stock-column.ts";
export { createSyncLoop, type SyncLoop, type SyncLoopDeps } from "./sync-loop.ts";
