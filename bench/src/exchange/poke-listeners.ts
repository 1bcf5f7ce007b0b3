import { setTimeout as wait } from "node:timers/promises";
import type { DeviceId } from "@aisle/domain";
import { aBooking, exchangeOverHttp, fetchAs, type Phone, type SmallChain } from "@aisle/server/testing";
import { type Alarm, createMemoryStorage, createSyncLoop, type WakeReason } from "@aisle/sync";

const BOOKINGS = 20;

/**
 * Every phone but the first runs the real engine on memory, with its pokes over server-sent events. The first one books;
 * resolves with the milliseconds from sending a booking to each other phone holding the order in its own storage.
 */
export async function measurePokes(about: {
  readonly url: string;
  readonly phones: readonly Phone[];
  readonly chain: SmallChain;
}): Promise<number[]> {
  const { url, chain } = about;
  const [booker, ...listeners] = about.phones;
  if (!booker) throw new Error("nobody books");
  const ended = new AbortController();
  const times: number[] = [];
  const sentAt = new Map<string, number>();
  let held = 0;
  const onHeld = (orderId: string) => {
    const at = sentAt.get(orderId);
    if (at === undefined) return;
    times.push(performance.now() - at);
    held++;
  };
  const engines = listeners.map((phone) => startEngine({ url, phone, onHeld, signal: ended.signal }));
  await Promise.all(engines.map((engine) => engine.ready));
  for (let seq = 1; seq <= BOOKINGS; seq++) {
    const booking = aBooking({ seq, by: chain.associateId, customerId: chain.customerId, sku: "ITEM-1" });
    // Boundary: the builder's own arguments.
    sentAt.set((booking.args as { orderId: string }).orderId, performance.now());
    await exchangeOverHttp(url, booker, { push: [booking] });
    while (held < seq * listeners.length) await wait(10);
  }
  ended.abort();
  await Promise.all(engines.map((engine) => engine.ended));
  return times;
}

type Engine = { readonly ready: Promise<void>; readonly ended: Promise<void> };

function startEngine(about: {
  readonly url: string;
  readonly phone: Phone;
  readonly onHeld: (orderId: string) => void;
  readonly signal: AbortSignal;
}): Engine {
  const { url, phone, onHeld, signal } = about;
  const memory = createMemoryStorage();
  const storage: typeof memory = {
    ...memory,
    apply: async (answer) => {
      const applied = await memory.apply(answer);
      for (const patch of answer.reply.patches) {
        if (applied.feeds.includes(patch.feed)) for (const order of patch.rows.orders ?? []) onHeld(order.orderId);
      }
      return applied;
    },
  };
  const loop = createSyncLoop({
    storage,
    transport: { exchange: (request) => exchangeOverHttp(url, phone, request) },
    broadcast: {
      manifest: async (within) => (await fetchAs(phone, url, { path: "/snap/manifest.json", signal: within })).json(),
      part: async (sha, within) => (await fetch(`${url}/snap/${sha}`, { signal: within })).text(),
    },
    alarm,
    random: Math.random,
    wakeups: { subscribe: (wake) => listenForPokes({ url, phone, wake, signal }), isShown: () => true },
    runner: (work, until) => work(until),
    // Boundary: the chain's own id.
    identity: () => ({ device: phone.deviceId as DeviceId, app: "bench" }),
    report: (fault) => {
      throw fault;
    },
  });
  const ready = new Promise<void>((resolve) => {
    const stop = loop.status.subscribe(() => {
      const { phase, firstContact } = loop.status.current();
      if (phase !== "idle" || !firstContact.rows.isComplete || memory.held().stock.length === 0) return;
      stop();
      resolve();
    });
  });
  return { ready, ended: loop.run(signal) };
}

function listenForPokes(about: {
  readonly url: string;
  readonly phone: Phone;
  readonly wake: (reason: WakeReason) => void;
  readonly signal: AbortSignal;
}): () => void {
  const { url, phone, wake, signal } = about;
  const read = async () => {
    const response = await fetch(`${url}/poke`, { headers: { cookie: phone.cookie }, signal });
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) if (decoder.decode(chunk).includes("event: moved")) wake("poke");
  };
  read().catch((fault: unknown) => {
    if (!signal.aborted) throw fault;
  });
  return () => undefined;
}

const alarm: Alarm = {
  now: Date.now,
  sleep: (ms, signal) => wait(Math.min(ms, 2 ** 31 - 1), undefined, { signal }).catch(() => undefined),
};
