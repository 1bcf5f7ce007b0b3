import { afterEach, describe, expect, it } from "vitest";
import { EXCHANGE_DEADLINE_MS } from "./exchange-once.ts";
import { createMemoryStorage } from "./memory-storage.ts";
import type { WakeReason } from "./ports.ts";
import { createSyncLoop } from "./sync-loop.ts";
import { aBooking, aDevice, aNewCustomer, anOrder, aPatch, applied, aReply } from "./testing/builders.ts";
import { createScriptedTransport } from "./testing/scripted-transport.ts";
import { createSmallHeadOffice } from "./testing/small-head-office.ts";
import { createVirtualAlarm } from "./testing/virtual-alarm.ts";

const endings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

function startPhone(
  parts: { storage?: ReturnType<typeof createMemoryStorage>; alarm?: ReturnType<typeof createVirtualAlarm> } = {},
) {
  const { storage = createMemoryStorage(), alarm = createVirtualAlarm() } = parts;
  const transport = createScriptedTransport();
  const faults: unknown[] = [];
  const stop = new AbortController();
  let isShown = true;
  let identity: { device: typeof aDevice; app: string } | null = { device: aDevice, app: "test" };
  let wake: (reason: WakeReason) => void = () => {};
  const loop = createSyncLoop({
    storage,
    transport,
    alarm,
    broadcast: { manifest: () => Promise.reject(new Error("no lane")), part: () => Promise.reject(new Error("no lane")) },
    random: () => 0.5,
    wakeups: {
      subscribe: (listener) => {
        wake = listener;
        return () => {};
      },
      isShown: () => isShown,
    },
    runner: (work, signal) => work(signal),
    identity: () => identity,
    report: (fault) => faults.push(fault),
  });
  const running = loop.run(stop.signal);
  const kill = async () => {
    stop.abort();
    await running;
  };
  endings.push(kill);
  return {
    storage,
    transport,
    alarm,
    faults,
    kill,
    status: loop.status.current,
    wake: async (reason: WakeReason) => {
      wake(reason);
      await alarm.settle();
    },
    hide: () => {
      isShown = false;
    },
    signOut: () => {
      identity = null;
    },
    signIn: () => {
      identity = { device: aDevice, app: "test" };
    },
  };
}

describe("talking to head office", () => {
  it("[PK2] asks at once, and then at the pace head office names", async () => {
    const { transport, alarm, status } = startPhone();
    transport.otherwise(aReply());
    await alarm.settle();
    expect(transport.sent).toHaveLength(1);
    await alarm.advance(29_000);
    expect(transport.sent).toHaveLength(1);
    await alarm.advance(1000);
    expect(transport.sent).toHaveLength(2);
    expect(status()).toMatchObject({ phase: "idle", inFlight: [], waitingCount: 0, failures: 0 });
  });

  it("[LO2] [EX1] sends what was issued as soon as it is told, and keeps the answer", async () => {
    const phone = startPhone();
    const office = createSmallHeadOffice();
    phone.transport.otherwise(office.answer);
    await phone.alarm.settle();
    await phone.storage.enqueue(aBooking(1));
    await phone.wake("issued");
    expect(office.effects).toEqual([aBooking(1).id]);
    expect(phone.storage.held().outbox[0]?.outcome?.kind).toBe("applied");
    expect(phone.status()).toMatchObject({ phase: "idle", waitingCount: 0 });
  });

  it("[OB10] says which commands are on their way while they are", async () => {
    const phone = startPhone();
    await phone.storage.enqueue(aBooking(1));
    phone.transport.script("silence");
    await phone.alarm.settle();
    expect(phone.status()).toMatchObject({ phase: "sending", inFlight: [aBooking(1).id], waitingCount: 1 });
  });

  it("waits out a booking's grace without asking for anything, then sends it", async () => {
    const phone = startPhone();
    phone.transport.otherwise(createSmallHeadOffice().answer);
    await phone.alarm.settle();
    await phone.storage.enqueue(aBooking(1, { notBefore: phone.alarm.now() + 6000 }));
    await phone.wake("issued");
    expect(phone.transport.sent).toHaveLength(1);
    expect(phone.status()).toMatchObject({ phase: "waiting", waitingCount: 1 });
    await phone.alarm.advance(6000);
    expect(phone.transport.sent.at(-1)?.push.map((command) => command.id)).toEqual([aBooking(1).id]);
  });

  it("goes on without waiting while there is more to send or to read", async () => {
    const phone = startPhone();
    const office = createSmallHeadOffice({ next: { pollMs: 30_000, pushMax: 2 } });
    phone.transport.script(
      aReply({ more: true, patches: [aPatch("network", { from: 0, to: 1 })], next: { pollMs: 30_000, pushMax: 2 } }),
    );
    phone.transport.otherwise(office.answer);
    await phone.alarm.settle();
    expect(phone.transport.sent).toHaveLength(2);
    for (const number of [1, 2, 3, 4, 5]) await phone.storage.enqueue(aBooking(number));
    await phone.wake("issued");
    expect(phone.transport.sent.slice(2).map((request) => request.push.length)).toEqual([2, 2, 1]);
    expect(office.effects).toHaveLength(5);
  });

  it("does not spin on an answer that changes nothing", async () => {
    const phone = startPhone();
    await phone.storage.enqueue(aBooking(1));
    phone.transport.otherwise(aReply({ more: true }));
    await phone.alarm.advance(1000);
    expect(phone.transport.sent).toHaveLength(1);
  });

  it("is quiet while nobody looks and nothing waits", async () => {
    const phone = startPhone();
    phone.transport.otherwise(aReply());
    phone.hide();
    await phone.alarm.advance(10 * 60_000);
    expect(phone.transport.sent).toHaveLength(1);
    await phone.wake("shown");
    expect(phone.transport.sent).toHaveLength(2);
  });
});

describe("when it goes wrong", () => {
  it("[LO3] backs off further each time it is not answered, and says offline", async () => {
    const phone = startPhone();
    await phone.alarm.advance(100_000);
    // With the middle of the jitter: 0.5, 1, 2, 4, 8, 16, 30, 30 s between tries.
    expect(phone.transport.sent).toHaveLength(9);
    expect(phone.status()).toMatchObject({ phase: "offline", failures: 9 });
    phone.transport.otherwise(aReply());
    await phone.wake("online");
    expect(phone.status()).toMatchObject({ phase: "idle", failures: 0 });
  });

  it("stays offline while a new booking is in its grace", async () => {
    const phone = startPhone();
    phone.transport.script(aReply());
    await phone.alarm.settle();
    await phone.wake("online");
    expect(phone.status()).toMatchObject({ phase: "offline", failures: 1 });
    await phone.storage.enqueue(aBooking(1, { notBefore: phone.alarm.now() + 6000 }));
    await phone.wake("issued");
    expect(phone.status()).toMatchObject({ phase: "offline", failures: 1, waitingCount: 1 });
  });

  it("[LO5] [EX8] gives up on an answer that does not come, and sends the same commands under the same numbers", async () => {
    const phone = startPhone();
    await phone.storage.enqueue(aBooking(1));
    phone.transport.script("silence");
    phone.transport.otherwise(createSmallHeadOffice().answer);
    await phone.alarm.advance(EXCHANGE_DEADLINE_MS + 1000);
    expect(phone.transport.sent.map((request) => request.push.map(({ seq, id }) => [seq, id]))).toEqual([
      [[1, aBooking(1).id]],
      [[1, aBooking(1).id]],
    ]);
  });

  it("[PU2] does one thing once when head office's answer was lost", async () => {
    const phone = startPhone();
    const office = createSmallHeadOffice();
    await phone.storage.enqueue(aBooking(1));
    phone.transport.script((request) => {
      office.answer(request);
      throw new Error("the answer was lost");
    });
    phone.transport.otherwise(office.answer);
    await phone.alarm.advance(1000);
    expect(office.effects).toEqual([aBooking(1).id]);
    expect(phone.storage.held().outbox.map((row) => row.outcome?.kind)).toEqual(["applied"]);
  });

  it("[LO4] waits as long as head office asked, whoever wakes it", async () => {
    const phone = startPhone();
    phone.transport.script({ kind: "try-later", afterMs: 10_000 });
    phone.transport.otherwise(aReply());
    await phone.alarm.advance(5000);
    await phone.wake("issued");
    expect(phone.status().phase).toBe("head-office-down");
    expect(phone.transport.sent).toHaveLength(1);
    await phone.alarm.advance(5000);
    expect(phone.transport.sent).toHaveLength(2);
  });

  it("[LE1] [OB7] keeps what waits while it must sign in again, and sends it then", async () => {
    const phone = startPhone();
    const office = createSmallHeadOffice();
    await phone.storage.enqueue(aBooking(1));
    phone.transport.script({ kind: "sign-in-again" });
    phone.transport.otherwise(office.answer);
    await phone.alarm.settle();
    expect(phone.status()).toMatchObject({ phase: "signed-out", waitingCount: 1 });
    await phone.wake("signed-in");
    expect(office.effects).toEqual([aBooking(1).id]);
  });

  it("asks nothing while nobody is signed in", async () => {
    const phone = startPhone();
    phone.transport.otherwise(aReply());
    phone.signOut();
    await phone.wake("shown");
    const before = phone.transport.sent.length;
    await phone.alarm.advance(10 * 60_000);
    expect(phone.transport.sent).toHaveLength(before);
    phone.signIn();
    await phone.wake("signed-in");
    expect(phone.transport.sent).toHaveLength(before + 1);
  });

  it("[LE1] [OB7] keeps what waits while head office wants a newer app", async () => {
    const phone = startPhone();
    await phone.storage.enqueue(aBooking(1));
    phone.transport.otherwise({ kind: "update-app", minApp: "2", pushStillAccepted: false });
    await phone.alarm.advance(5 * 60_000);
    expect(phone.status()).toMatchObject({ phase: "update-needed", waitingCount: 1 });
    expect(phone.storage.held().outbox).toHaveLength(1);
    expect(phone.transport.sent.length).toBeLessThan(10);
  });

  it("[SO1] reads everything anew when told to start over, with its outbox untouched", async () => {
    const phone = startPhone();
    const rows = { orders: [anOrder(1)] };
    phone.transport.script(aReply({ patches: [aPatch("store:downtown", { from: 0, to: 4 }, { rows })] }));
    await phone.alarm.settle();
    await phone.storage.enqueue(aBooking(1));
    phone.transport.script({ kind: "start-over", feeds: ["store:downtown"], why: "too-old", epoch: "first-life" });
    phone.transport.otherwise(createSmallHeadOffice().answer);
    await phone.wake("issued");
    expect(phone.transport.sent.slice(1).map((request) => request.cursor)).toEqual([{ "store:downtown": 4 }, {}]);
    expect(phone.storage.held().rows.orders).toEqual([]);
    expect(phone.storage.held().outbox.map((row) => row.outcome?.kind)).toEqual(["applied"]);
  });

  it("[SO7] drops what it has read when head office has lost answers this phone holds, and only then", async () => {
    const phone = startPhone();
    const gap = (expected: number) => ({ kind: "gap", expected, chain: null }) as const;
    await phone.storage.enqueue(aBooking(1));
    const outcomes = [applied({ id: aBooking(1).id })];
    const rows = { orders: [anOrder(9)] };
    phone.transport.script(aReply({ outcomes, patches: [aPatch("store:downtown", { from: 0, to: 4 }, { rows })] }));
    await phone.wake("issued");
    phone.transport.script(gap(2));
    await phone.wake("poke");
    expect(phone.storage.held().rows.orders).toHaveLength(1);
    phone.transport.script(gap(1));
    await phone.wake("poke");
    expect(phone.storage.held().rows.orders).toEqual([]);
    await phone.alarm.advance(60_000);
    expect(phone.transport.sent.at(-1)).toMatchObject({ cursor: {}, push: [{ seq: 1, id: aBooking(1).id, again: true }] });
  });

  it("slows down when starting over does not help", async () => {
    const phone = startPhone();
    phone.transport.otherwise({ kind: "gap", expected: 7 });
    await phone.alarm.advance(60_000);
    expect(phone.transport.sent.length).toBeLessThan(12);
  });

  it("goes on after storage failed, and says what happened", async () => {
    const storage = createMemoryStorage();
    let fails = true;
    const broken = {
      ...storage,
      takeBatch: (limits: Parameters<typeof storage.takeBatch>[0]) => {
        if (fails) return Promise.reject(new Error("the disk is gone"));
        return storage.takeBatch(limits);
      },
    };
    const phone = startPhone({ storage: broken });
    phone.transport.otherwise(aReply());
    await phone.alarm.settle();
    expect(phone.faults).toHaveLength(1);
    fails = false;
    await phone.alarm.advance(1000);
    expect(phone.transport.sent).toHaveLength(1);
  });
});

describe("another life of head office", () => {
  it("[SO3] brings back what the restored head office forgot, once each, in order", async () => {
    const phone = startPhone();
    const office = createSmallHeadOffice();
    phone.transport.otherwise(office.answer);
    for (const number of [1, 2, 3, 4]) await phone.storage.enqueue(aBooking(number));
    await phone.alarm.settle();
    office.restore(2, "second-life");
    await phone.storage.enqueue(aNewCustomer(1));
    await phone.wake("issued");
    await phone.alarm.advance(5000);
    expect(office.effects).toEqual([1, 2, 3, 4].map((number) => aBooking(number).id).concat(aNewCustomer(1).id));
    expect(phone.storage.held().outbox.every((row) => row.outcome?.kind === "applied")).toBe(true);
  });

  it("learns of it from an ordinary answer too", async () => {
    const phone = startPhone();
    phone.transport.script(aReply({ patches: [aPatch("network", { from: 0, to: 3 })] }));
    phone.transport.otherwise(aReply({ epoch: "second-life" }));
    await phone.alarm.settle();
    await phone.wake("poke");
    expect(phone.storage.held().state).toMatchObject({ epoch: "second-life", cursor: {} });
  });
});

describe("two tabs and killed apps", () => {
  it("[LO1] has one effect per command although two tabs send at once", async () => {
    const [storage, alarm, office] = [createMemoryStorage(), createVirtualAlarm(), createSmallHeadOffice()];
    for (const number of [1, 2, 3]) await storage.enqueue(aBooking(number));
    const tabs = [startPhone({ storage, alarm }), startPhone({ storage, alarm })];
    for (const tab of tabs) tab.transport.otherwise(office.answer);
    await alarm.settle();
    await storage.enqueue(aBooking(4));
    await Promise.all(tabs.map((tab) => tab.wake("issued")));
    expect(office.effects).toEqual([1, 2, 3, 4].map((number) => aBooking(number).id));
    expect(storage.held().outbox.map((row) => [row.seq, row.outcome?.kind])).toEqual([1, 2, 3, 4].map((seq) => [seq, "applied"]));
  });

  it("[ST5] loses and doubles nothing when the app is killed between sending and applying", async () => {
    const [storage, alarm, office] = [createMemoryStorage(), createVirtualAlarm(), createSmallHeadOffice()];
    const first = startPhone({ storage, alarm });
    await storage.enqueue(aBooking(1));
    await alarm.settle();
    first.transport.script((request) => {
      office.answer(request);
      throw new Error("killed before the answer was applied");
    });
    await first.wake("shown");
    await first.kill();
    const second = startPhone({ storage, alarm });
    second.transport.otherwise(office.answer);
    await alarm.settle();
    expect(office.effects).toEqual([aBooking(1).id]);
    expect(storage.held().outbox.map((row) => row.outcome?.kind)).toEqual(["applied"]);
  });

  it("tells the clock's difference and when head office was last heard", async () => {
    const phone = startPhone();
    phone.transport.otherwise(aReply({ serverTime: "2026-11-23T09:02:00.000Z" }));
    await phone.alarm.settle();
    expect(phone.status()).toMatchObject({ lastHeardAt: phone.alarm.now(), serverClockOffsetMs: 120_000 });
  });

  it("[AP3] keeps an outcome of a reply that another tab overtook", async () => {
    const storage = createMemoryStorage();
    await storage.enqueue(aBooking(1));
    const { stand } = await storage.takeBatch({ now: 0, pushMax: 50 });
    await storage.apply({ stand, reply: aReply({ patches: [aPatch("network", { from: 0, to: 2 })] }), now: 1 });
    const patches = [aPatch("network", { from: 0, to: 1 })];
    const late = await storage.apply({ stand, reply: aReply({ patches, outcomes: [applied(aBooking(1))] }), now: 2 });
    expect(late).toMatchObject({ answered: [aBooking(1).id], feeds: [] });
  });
});
