import type { AssociateId, DeviceId } from "@aisle/domain";
import { createMemoryStorage, type Held, type MemoryStorage, type SyncStorage } from "@aisle/sync";
import type { PhoneWatch } from "../oracles/phone-watch.ts";
import type { Tab } from "./tab.ts";

/** A phone of a story: one storage, some tabs that share it without knowing of each other, a clock that may be wrong. */
export type Phone = {
  readonly name: string;
  readonly device: DeviceId;
  by: AssociateId;
  readonly cookie: string;
  readonly store: string;
  /** What lies on its disk. A box, so that a broken variant can put other contents in. */
  readonly disk: Disk;
  readonly storage: SyncStorage;
  readonly watch: PhoneWatch;
  tabs: Tab[];
  clockOffset: number;
  isSignedIn: boolean;
  /** The protocol it speaks; null for today's. */
  proto: number | null;
  /** It is a copy of another phone, or was copied: two phones count by one number. */
  hasTwin: boolean;
  /** The last answer to it, for when an old one comes again. */
  lastAnswer: string | null;
};

export type Disk = { contents: MemoryStorage };

export function createDisk(from?: Held): Disk {
  return { contents: createMemoryStorage(from) };
}

/** The storage over whatever the disk holds now. */
export function storageOn(disk: Disk): SyncStorage {
  const through =
    (call: string) =>
    (...args: never[]) => {
      // Boundary: every call of the port is passed on as it came.
      const calls = disk.contents as unknown as Record<string, (...args: never[]) => Promise<unknown>>;
      return calls[call]?.(...args);
    };
  const calls = Object.keys(disk.contents).filter((call) => call !== "held");
  return Object.fromEntries(calls.map((call) => [call, through(call)])) as unknown as SyncStorage;
}
