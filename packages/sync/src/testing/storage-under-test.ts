import type { Held } from "../memory-storage.ts";
import type { SyncStorage } from "../ports.ts";

export type StorageUnderTest = {
  readonly storage: SyncStorage;
  readonly held: () => Promise<Held>;
  /** What a killed and reopened app finds. */
  readonly reopen: () => Promise<SyncStorage>;
};

export const NOW = Date.UTC(2026, 10, 23, 9);
export const LIMITS = { now: NOW, pushMax: 50 };
