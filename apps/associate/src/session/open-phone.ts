// Puts the phone together, once per page: its database, what of it rests in memory, the exchange with head office, the shift.
//
//   database --> catalogue, stock book, places (memory)
//      |
//   outbox  <--> exchange loop <--> head office
//      |
//   settings: who is signed in, who was here lately

import type { CommandId, DeviceId, Location } from "@aisle/domain";
import { createObserved, type Observable, type SyncStorage } from "@aisle/sync";
import { type Catalogue, createCatalogue } from "../catalogue/catalogue.ts";
import { loadCatalogue } from "../catalogue/catalogue-loader.ts";
import { createFreshParts } from "../catalogue/fresh-parts.ts";
import { createStockBook, type StockBook } from "../catalogue/stock-book.ts";
import { BOOKING_GRACE_MS, issueCommand } from "../commands/issue-command.ts";
import { newId } from "../commands/new-id.ts";
import { AisleDatabase, type JoinedAs } from "../phone-db/database.ts";
import { createDexieStorage } from "../phone-db/dexie-storage.ts";
import { askForDurability } from "../phone-db/durability.ts";
import { createHonestOutbox } from "../phone-db/honest-outbox.ts";
import { keepDoor } from "../phone-db/keep-door.ts";
import { keepReserve } from "../phone-db/room.ts";
import { clearShelf, createSecondCopy, openShelf } from "../phone-db/second-copy.ts";
import { createWatch, type Watch } from "../phone-db/watch.ts";
import { type DatabaseDoor, openDoor } from "../phone-db/with-database.ts";
import { keepJoined, readPhoneKey } from "../phone-proof/phone-key.ts";
import { signAs } from "../phone-proof/signed-fetch.ts";
import { startOfDay } from "../queries/today-bounds.ts";
import { createRescue, type Rescue } from "../rescue/rescue.ts";
import { createRescueDesk } from "../rescue/rescue-desk.ts";
import { wakeRescue } from "../rescue/wake-rescue.ts";
import { type PhoneSync, startSync } from "../sync/start-sync.ts";
import { type IdlePlace, watchIdle } from "../vault/idle-lock.ts";
import { createOpenedCommands, type OpenedCommands } from "../vault/opened-commands.ts";
import { createOpenedRows, type OpenedRows } from "../vault/opened-rows.ts";
import { sealCommand } from "../vault/seal-command.ts";
import { createVault, type Vault, type VaultState } from "../vault/vault.ts";
import { shareVault } from "../vault/vault-tabs.ts";
import { APP_VERSION } from "./app-version.ts";
import type { Asked } from "./asked.ts";
import { checkPhone, type PhoneCheck } from "./check-phone.ts";
import { sayFarewell } from "./farewell.ts";
import { watchFocus } from "./focus.ts";
import { askForAccount } from "./head-office.ts";
import { createJoining, type Joining } from "./joining.ts";
import { keepLease } from "./keep-lease.ts";
import { createOwnSession } from "./own-session.ts";
import { readHealth } from "./phone-health.ts";
import { locationOf, type Shift } from "./session.ts";
import { createShifts, readShift, rememberStore, type Shifts } from "./shifts.ts";

export type PhoneFacts = {
  /** As whom head office has this phone; null for a phone nobody has added. */
  readonly joined: JoinedAs | null;
  /** Set once head office has said that this phone was taken out of use. */
  readonly farewell: "leaving" | "gone" | null;
  readonly shift: Shift | null;
  readonly vault: VaultState;
  /** Where it locks after how long. */
  readonly idlePlace: IdlePlace;
  /** Somebody has said "Start using it": from then on the phone works with what it holds. */
  readonly isStarted: boolean;
  readonly locations: ReadonlyMap<string, Location>;
};

export type OpenPhone = {
  readonly database: AisleDatabase;
  readonly door: DatabaseDoor;
  readonly storage: SyncStorage;
  readonly watch: Watch;
  readonly catalogue: Catalogue;
  readonly stock: StockBook;
  readonly sync: PhoneSync;
  readonly deviceId: DeviceId;
  readonly facts: Observable<PhoneFacts>;
  readonly joining: Joining;
  readonly shifts: Shifts;
  readonly vault: Vault;
  readonly rows: OpenedRows;
  readonly commands: OpenedCommands;
  readonly setIdlePlace: (place: IdlePlace) => Promise<void>;
  readonly rescue: Rescue;
  readonly start: () => Promise<void>;
  readonly issue: (asked: Asked) => Promise<CommandId>;
  readonly undo: (id: CommandId) => Promise<boolean>;
  readonly check: () => Promise<PhoneCheck | "unreachable" | "sign-in">;
};

const STARTED = "started";
const LAST_CHECK = "last-check";
const IDLE_PLACE = "idle-place";

let opened: Promise<OpenPhone> | undefined;

/** The phone of this page; asking again gives the same one, or tries once more where it could not be opened. */
export function openPhone(): Promise<OpenPhone> {
  opened ??= putTogether().catch((fault: unknown) => {
    opened = undefined;
    throw fault;
  });
  return opened;
}

async function putTogether(): Promise<OpenPhone> {
  const database = new AisleDatabase();
  const door = openDoor(database);
  const fresh = createFreshParts();
  const copies = createSecondCopy({ door, shelf: openShelf(), now: Date.now, report });
  const holder = () => facts.current().shift?.associate.associateId ?? null;
  const vault = createVault({ door, now: Date.now, holder });
  const written = createHonestOutbox(fresh.watch(createDexieStorage(door, vault)), door);
  const storage = copies.watch(written);
  const deviceId = await copies.open(written, newId);
  await vault.look();
  const facts = createObserved<PhoneFacts>({ ...(await door.call(readFacts)), vault: vault.state.current() });
  const own = await createOwnSession({ database, holder });
  const beThisPhone = async () => {
    const key = await readPhoneKey(door);
    if (!key?.joined) return;
    const onRefused = (why: "join" | "revoked") => void (why === "join" ? notOurs() : leave()).catch(report);
    signAs({ deviceId, privateKey: key.privateKey, onRefused });
    facts.change({ joined: key.joined });
  };
  /** Head office does not know this phone any more: it is added again, and what waits on it stays. */
  const notOurs = async () => {
    signAs(null);
    facts.change({ joined: null });
    await keepJoined(door, null);
  };
  let leaving: Promise<unknown> | null = null;
  /** Head office took this phone out of use. Where it cannot leave now, the next contact says so again. */
  const leave = async () => {
    if (leaving !== null || facts.current().farewell === "gone") return;
    facts.change({ farewell: "leaving" });
    const saying = sayFarewell({ door, deviceId, lock: () => vault.lock(), clearCopies: clearShelf });
    leaving = saying.catch(report);
    const farewell = await saying.finally(() => {
      leaving = null;
    });
    facts.change({ farewell: farewell === "gone" ? "gone" : "leaving" });
    if (farewell === "gone") signAs(null);
  };
  await beThisPhone();
  const joining = createJoining({
    door,
    deviceId,
    onJoined: async ({ store }) => {
      await rememberStore(database, store);
      await beThisPhone();
    },
  });
  // A browser that took everything back while the app was open leaves a new database: it is still the same phone.
  keepDoor(door, async () => void (await copies.open(written, () => deviceId)));

  const catalogue = createCatalogue();
  const stock = createStockBook();
  loadCatalogue({ database, catalogue, stock, followers: [], fresh, report });
  const watch = createWatch({ report });
  watch(
    () => database.locations.toArray(),
    (rows) => facts.change({ locations: byId(rows) }),
  );

  const sync = startSync({
    storage,
    report,
    identity: () =>
      facts.current().shift && facts.current().joined && !facts.current().farewell
        ? { device: deviceId, app: APP_VERSION }
        : null,
    ready: own.ready,
    health: () => readHealth(door),
  });
  const rows = createOpenedRows({
    database,
    keys: vault,
    onUnreadable: (bad) => {
      // Head office has another secret, or these were altered: it has them, so they come again.
      const again = async () => {
        const { epoch } = await storage.readState();
        const feeds = [...new Set(bad.map((row) => row.feed))];
        if (epoch !== null) await storage.startOver({ feeds, epoch });
        sync.wake("shown");
      };
      again().catch(report);
    },
  });
  let reader: string | null = null;
  const commands = createOpenedCommands(vault);
  vault.state.subscribe(() => {
    const state = vault.state.current();
    const now = state.kind === "open" ? state.associateId : null;
    // What one person read is not in memory for the next.
    if (now !== reader) {
      rows.forget();
      commands.forget();
    }
    if (now !== null && now !== reader) sync.wake("signed-in");
    reader = now;
    facts.change({ vault: state });
  });
  watchFocus({ database, rows, vault });
  shareVault(vault, ({ person: { associate, store } }) => facts.change({ shift: { associate, store } }));
  watchIdle({ place: () => facts.current().idlePlace, now: Date.now, onIdle: () => vault.held() && vault.lock() });
  keepLease({ vault, own, status: sync.status, now: Date.now, report });

  const rescue = createRescue({
    door,
    report,
    device: deviceId,
    desk: createRescueDesk({ url: "/trpc" }),
    now: Date.now,
    isSignedIn: () => facts.current().shift !== null,
    after: (ms, work) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
  });
  wakeRescue(rescue, sync.status);

  const shifts = createShifts({
    database,
    vault,
    own,
    shift: () => facts.current().shift,
    onChange: (shift) => {
      facts.change({ shift });
      if (!shift) return;
      sync.wake("signed-in");
      rescue.wake();
      // Asked of a phone in use: browsers say yes more often then. A no changes nothing but one line in Store.
      askForDurability().catch(report);
      door.call(keepReserve).catch(report);
    },
  });

  return {
    database,
    door,
    storage,
    watch,
    catalogue,
    stock,
    sync,
    deviceId,
    facts,
    joining,
    shifts,
    vault,
    rows,
    commands,
    setIdlePlace: async (idlePlace) => {
      await database.settings.put({ key: IDLE_PLACE, value: idlePlace });
      facts.change({ idlePlace });
    },
    rescue,
    start: async () => {
      await database.settings.put({ key: STARTED, value: true });
      facts.change({ isStarted: true });
    },
    issue: async (asked) => {
      const { shift } = facts.current();
      const held = vault.held();
      const feed = `associate:${held?.associateId}`;
      const key = vault.keyOf(feed);
      if (!shift || !held || !key) throw new Error("nobody has shown who they are on this phone");
      const graceMs = asked.graceMs ?? (asked.name === "order.ship-to-home" ? BOOKING_GRACE_MS : 0);
      const id = await issueCommand(storage, { ...asked, graceMs, by: shift.associate.associateId }, (draft) =>
        sealCommand(draft, { device: deviceId, headOffice: held.headOffice, own: { feed, key } }),
      );
      sync.wake("issued");
      return id;
    },
    undo: (id) => storage.withdraw(id),
    check: async () => {
      const { shift, locations } = facts.current();
      if (!shift) return "sign-in";
      const { timeZone } = locationOf(shift.store, locations);
      const found = await checkPhone({
        device: deviceId,
        rows: () => door.call((db) => db.outbox.orderBy("order").toArray()),
        settle: storage.settle,
        ask: askForAccount,
        since: startOfDay(Date.now() + sync.status.current().serverClockOffsetMs, timeZone),
        now: Date.now,
      });
      if (typeof found === "string") return found;
      await keepCheck(database, found);
      const [onlyHere, lost] = await Promise.all([commands.labelled(found.onlyHere), commands.labelled(found.lost)]);
      return { ...found, onlyHere, lost };
    },
  };
}

/** What Store says of the last comparison. A phone that cannot keep it has still made it. */
function keepCheck(database: AisleDatabase, { at, actions, has }: PhoneCheck): Promise<unknown> {
  return database.settings.put({ key: LAST_CHECK, value: { at, actions, has } }).catch(report);
}

async function readFacts(database: AisleDatabase): Promise<Omit<PhoneFacts, "vault">> {
  const [shift, started, sync, locations, idle, phoneKey] = await Promise.all([
    readShift(database),
    database.settings.get(STARTED),
    database.meta.get("sync"),
    database.locations.toArray(),
    database.settings.get(IDLE_PLACE),
    database.meta.get("phone-key"),
  ]);
  const hasCatalogue = sync?.key === "sync" && sync.catalogue !== null;
  return {
    farewell: null,
    joined: phoneKey?.key === "phone-key" ? phoneKey.joined : null,
    shift,
    idlePlace: idle?.value === "desk" ? "desk" : "floor",
    isStarted: hasCatalogue || started?.value === true,
    locations: byId(locations),
  };
}

function byId(rows: readonly Location[]): ReadonlyMap<string, Location> {
  return new Map(rows.map((row) => [row.locationId, row]));
}

/** Faults of storage and of what rests in memory: for whoever looks at this phone with a cable. The screens say their part. */
function report(fault: unknown): void {
  console.error(fault);
}
