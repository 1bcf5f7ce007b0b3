// What waits on this phone, written down a second time outside its database.
//
//   enqueue --> IndexedDB, strict --> a copy on the shelf --> "On this phone"          answered or undone: the copy goes
//
//   opened again, and the database is a new one while copies lie there --> they are put back under their own ids
//
// Browsers throw a whole database away when they cannot read it: Chromium about once in a hundred kills in the middle of writing
// (`npm run prove -- browsers`), iPhones now and then. The shelf is another part of the browser's storage, with files of its own.
//
// 1. A copy says nothing to anybody: what is saved, sent and answered is settled in the database, and a shelf that fails is left alone.
// 2. Putting back what head office has answered long ago is harmless: the id decides, and the phone keeps its own id too. [PU2]
// 3. What was undone is off the shelf before anybody is told so.

import type { DeviceId } from "@aisle/domain";
import { isWaiting, type RestingDraft, type RestingRow, type SyncStorage } from "@aisle/sync";
import { readDeviceId } from "./device-id.ts";
import type { DatabaseDoor } from "./with-database.ts";

/** Texts by key, outside the database. */
export type Shelf = {
  readonly put: (key: string, text: string) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
  readonly keys: () => Promise<readonly string[]>;
  readonly read: (key: string) => Promise<string | null>;
};

/** A copy takes a few milliseconds; a tap waits no longer than this for a shelf that does not answer. */
const PATIENCE_MS = 500;
/** Hundreds of copies take longer to read than one to write. */
const OPENING_TIMES = 10;

type Copy = { readonly device: DeviceId; readonly order: number; readonly draft: RestingDraft };

export type SecondCopy = {
  /**
   * The phone's id, after what a lost database left behind was put back. Called at the start, and whenever storage may have been
   * lost while the app was open. `storage` is the one beneath `watch`.
   */
  readonly open: (storage: SyncStorage, newId: () => string) => Promise<DeviceId>;
  /** The storage, copied beside it. */
  readonly watch: (storage: SyncStorage) => SyncStorage;
};

export function createSecondCopy(deps: {
  readonly door: DatabaseDoor;
  readonly shelf: Shelf;
  readonly now: () => number;
  readonly report: (fault: unknown) => void;
  readonly patienceMs?: number;
}): SecondCopy {
  const { door, shelf, now, report, patienceMs = PATIENCE_MS } = deps;
  let device: DeviceId | null = null;

  /** Neither a fault of the shelf nor its silence is anybody's wait. */
  const quietly = async (work: Promise<void>, ms = patienceMs) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ms);
    });
    await Promise.race([work.catch(report), enough]);
    clearTimeout(timer);
  };

  const copy = async (row: RestingRow) => {
    if (device === null || !isWaiting(row)) return;
    await shelf.put(row.id, JSON.stringify({ device, order: row.order, draft: draftOf(row) } satisfies Copy));
  };

  /** False for what a phone left here whose id could not be read in time: never put back, and never thrown away unread. */
  const isOurs = async (key: string) => {
    const [found] = readCopy((await shelf.read(key)) ?? "");
    return found === undefined || found.device === device;
  };

  /** Brings the shelf to what waits in the database. */
  const tidy = async () => {
    // The shelf first: what lies there then was in the database before, so nothing just saved is taken for left over.
    const there = new Set(await shelf.keys());
    const rows = await door.call((db) => db.outbox.where({ outcomeAt: 0 }).toArray());
    const waiting = new Map(rows.map((row): [string, RestingRow] => [row.id, row]));
    for (const key of there) if (!waiting.has(key) && (await isOurs(key))) await shelf.remove(key);
    for (const row of waiting.values()) if (!there.has(row.id)) await copy(row);
  };

  const readCopies = async (): Promise<readonly Copy[]> => {
    const texts = await Promise.all((await shelf.keys()).map(shelf.read));
    const copies = texts.flatMap((text) => (text === null ? [] : readCopy(text)));
    return copies.sort((a, b) => a.order - b.order);
  };

  return {
    open: async (storage, newId) => {
      const putBack = async () => {
        let copies: readonly Copy[] = [];
        const read = async () => {
          copies = await readCopies();
        };
        await quietly(read(), OPENING_TIMES * patienceMs);
        const lost = copies.at(-1)?.device;
        // Whether it was on its way already is lost with the database: it can no longer be undone.
        const packedAt = now();
        for (const each of copies) if (each.device === lost) await storage.enqueue({ ...each.draft, packedAt });
        return lost ?? newId();
      };
      // The id is written last: an app killed in between finds a new database again, and begins again.
      device = await readDeviceId(door, putBack);
      void quietly(tidy());
      return device;
    },
    watch: (storage) => ({
      ...storage,
      enqueue: async (draft) => {
        const row = await storage.enqueue(draft);
        await quietly(copy(row));
        return row;
      },
      withdraw: async (id) => {
        const isGone = await storage.withdraw(id);
        if (isGone) await quietly(shelf.remove(id));
        return isGone;
      },
      withdrawWith: async (id) => {
        const isGone = await storage.withdrawWith(id);
        if (isGone) await quietly(tidy());
        return isGone;
      },
      apply: async (answer) => {
        const applied = await storage.apply(answer);
        if (applied.answered.length > 0) void quietly(removeAll(shelf, applied.answered));
        return applied;
      },
      settle: async (answer) => {
        const answered = await storage.settle(answer);
        if (answered.length > 0) void quietly(removeAll(shelf, answered));
        return answered;
      },
    }),
  };
}

async function removeAll(shelf: Shelf, ids: readonly string[]): Promise<void> {
  for (const id of ids) await shelf.remove(id);
}

/** What was asked for, ready to go at once; what the database knew of its sending begins anew. */
function draftOf(row: RestingRow): RestingDraft {
  const { order: _order, seq: _seq, outcome: _outcome, outcomeAt: _at, acknowledged: _seen, attempts: _tries, ...draft } = row;
  const { prev: _prev, accepted: _accepted, sentAt: _sentAt, ...plain } = draft;
  return { ...plain, notBefore: 0 };
}

/** Nothing where the text is not a copy: a half-written one has lost nothing that the database has. */
function readCopy(text: string): Copy[] {
  try {
    // Boundary: only this file writes on the shelf.
    const copy = JSON.parse(text) as Copy;
    return typeof copy.device === "string" && typeof copy.draft?.id === "string" ? [copy] : [];
  } catch {
    return [];
  }
}

const SHELF = "aisle-outbox-copy";

/** Takes every copy off the shelf, for a phone that begins anew. */
export async function clearShelf(): Promise<void> {
  if ("caches" in globalThis) await caches.delete(SHELF);
}

/** The shelf in the browser's Cache Storage, which keeps its own files. Without a secure context there is none, and nothing is kept. */
export function openShelf(): Shelf {
  const open = () => ("caches" in globalThis ? caches.open(SHELF) : null);
  const urlOf = (key: string) => `/outbox-copy/${key}`;
  return {
    put: async (key, text) => (await open())?.put(urlOf(key), new Response(text)),
    remove: async (key) => void (await (await open())?.delete(urlOf(key))),
    keys: async () => ((await (await open())?.keys()) ?? []).map(({ url }) => url.slice(url.lastIndexOf("/") + 1)),
    read: async (key) => (await (await (await open())?.match(urlOf(key)))?.text()) ?? null,
  };
}
