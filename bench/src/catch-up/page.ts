// Runs in the browser: a phone that was away, its own storage on the disk, and the exchange that brings it up to date.
import { type Alarm, exchangeOnce, type SyncStorage } from "@aisle/sync";
import { aDevice } from "@aisle/sync/testing";
import type { AwayDay } from "./away-day.ts";

/** The app's own code, which is no dependency of the benchmarks: `catch-up-page.ts` bundles it in. */
export type PhoneCode = {
  readonly openPhone: (name: string) => Promise<{ readonly storage: SyncStorage; readonly forget: () => Promise<void> }>;
  readonly alarm: Alarm;
};

let phones = 0;

export async function catchUp(
  code: PhoneCode,
  { way, answers }: { readonly way: "ours" | "floor"; readonly answers: number },
): Promise<number> {
  return way === "ours" ? await catchUpOnPhone(code) : await downloadAndParse(answers);
}

async function downloadAndParse(answers: number): Promise<number> {
  const began = performance.now();
  for (let page = 0; page < answers; page++) JSON.parse(await (await fetch(`/exchange/${page}`, { method: "POST" })).text());
  return performance.now() - began;
}

async function catchUpOnPhone({ openPhone, alarm }: PhoneCode): Promise<number> {
  phones += 1;
  const { storage, forget } = await openPhone(`away-${phones}`);
  const { before, columns } = (await (await fetch("/before")).json()) as Pick<AwayDay, "before" | "columns">;
  const { stand } = await storage.takeBatch({ now: 0, pushMax: 50 });
  await storage.apply({ stand, reply: before, now: 0 });
  await storage.putStock({ epoch: before.epoch, parts: [...columns] });

  const began = performance.now();
  let page = 0;
  for (let isMore = true; isMore; page++) {
    const transport = {
      exchange: async (_: unknown, signal: AbortSignal) => (await fetch(`/exchange/${page}`, { method: "POST", signal })).json(),
    };
    const done = await exchangeOnce(
      { storage, transport, alarm },
      { identity: { device: aDevice, app: "bench" }, pushMax: 50, isPull: true, onSending: () => {} },
      new AbortController().signal,
    );
    if (done.kind !== "ok" || done.applied.feeds.length !== done.reply.patches.length)
      throw new Error(`${done.kind}: not all was taken`);
    isMore = done.reply.more;
  }
  const ms = performance.now() - began;
  await forget();
  return ms;
}
