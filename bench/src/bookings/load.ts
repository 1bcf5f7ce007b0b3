import type { Exchange, Manifest } from "@aisle/protocol";
import { aBooking, exchangeOverHttp, fetchAs, newId, type Phone, type SmallChain } from "@aisle/server/testing";
import { ITEMS } from "./chain.ts";

/** What sends one booking and waits for its answer. */
export type Booker = (item: number) => Promise<void>;

/** A phone of Aisle's: one booking per exchange, the cursor moved on with every answer. */
export async function aislePhone(url: string, chain: SmallChain): Promise<Booker> {
  const phone = await chain.addPhone();
  let cursor: Exchange["cursor"] = {};
  let seq = 0;
  cursor = await firstCursor(url, phone);
  return async (item) => {
    seq++;
    const booking = aBooking({ seq, by: chain.associateId, customerId: chain.customerId, sku: `ITEM-${item}` });
    const reply = await exchangeOverHttp(url, phone, { push: [booking], cursor });
    if (reply.kind !== "ok" || reply.outcomes[0]?.kind !== "applied") throw new Error(JSON.stringify(reply).slice(0, 400));
    cursor = { ...cursor, ...Object.fromEntries(reply.patches.map((patch) => [patch.feed, patch.to])) };
  };
}

/** Where a phone stands that has just read its feeds and fetched every stock column. */
export async function firstCursor(url: string, phone: Phone): Promise<Exchange["cursor"]> {
  const first = await exchangeOverHttp(url, phone);
  if (first.kind !== "ok") throw new Error(first.kind);
  const answer = await fetchAs(phone, url, { path: "/snap/manifest.json" });
  // Boundary: head office's own manifest.
  const { stock } = (await answer.json()) as Manifest;
  const columns = stock.map(({ locationId, version }) => [`location:${locationId}`, version] as const);
  return Object.fromEntries([...first.patches.map((patch) => [patch.feed, patch.to] as const), ...columns]);
}

/** The same asked of the bare handler: the same ids are new each time, the same feeds are read forward. */
export async function barePhone(url: string, chain: SmallChain): Promise<Booker> {
  const phone: Phone = await chain.addPhone();
  let seen: Record<string, number> = {};
  let seq = 0;
  return async (item) => {
    seq++;
    const body = JSON.stringify({ device: phone.deviceId, seq, orderId: newId(), commandId: newId(), item, seen });
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: phone.cookie },
      body,
    });
    const heads = (await response.json()) as Record<string, number>;
    if (!response.ok) throw new Error(JSON.stringify(heads).slice(0, 400));
    seen = heads;
  };
}

/** Bookings per second over `ms`, with every phone sending its next as soon as it has its answer. */
export async function measure(bookers: readonly Booker[], ms: number): Promise<number> {
  const started = performance.now();
  let done = 0;
  await Promise.all(
    bookers.map(async (book, index) => {
      for (let item = index; performance.now() - started < ms; item++) {
        await book(item % ITEMS);
        done++;
      }
    }),
  );
  return (done / (performance.now() - started)) * 1000;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
