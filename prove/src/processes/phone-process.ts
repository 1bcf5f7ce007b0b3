// Some of the storm's phones in one process, which may be killed at any moment: what they saved is in their journals.
//
//   --> count   twice a second: how much they have saved and how much still waits
//   <-- look    read on until every feed stands at these heads; --> read when all do
//   <-- report  --> report: what each phone holds

import path from "node:path";
import process from "node:process";
import { createSeededRandom } from "@aisle/domain/testing";
import { untilOver } from "./fast-clock.ts";
import { createHttpPhone, type HttpPhone } from "./http-phone.ts";
import { openJournalStorage } from "./journal-storage.ts";
import { type PhoneReport, reportOf } from "./phone-report.ts";
import { commandsOf, type Storm } from "./plan.ts";

export type PhoneProcessOrders = {
  readonly storm: Storm;
  readonly numbers: readonly number[];
  readonly folder: string;
  readonly url: string;
};

export type ToPhones = { readonly kind: "look"; readonly heads: Readonly<Record<string, number>> } | { readonly kind: "report" };
export type FromPhones =
  | { readonly kind: "count"; readonly saved: number; readonly waiting: number; readonly faults: number }
  | { readonly kind: "read" }
  | { readonly kind: "report"; readonly phones: readonly PhoneReport[] };

const COUNT_EVERY_MS = 500;
/** In place of pokes: how often a phone asks what is new although it has nothing to say. */
const ASK_EVERY_MS = 8000;
const LOOK_EVERY_MS = 200;

// Boundary: written by startPhones.
const orders = JSON.parse(process.argv[2] ?? "") as PhoneProcessOrders;
const { storm, numbers, folder, url } = orders;
let faults = 0;

const phones = await Promise.all(
  numbers.map(async (number): Promise<HttpPhone> => {
    const storage = await openJournalStorage(path.join(folder, `phone-${number}.jsonl`));
    return createHttpPhone({ storm, number, storage, url, onFault: () => faults++ });
  }),
);
for (const phone of phones) {
  void phone.loop.run(new AbortController().signal);
  void work(phone);
  void askNowAndThen(phone);
}
setInterval(() => {
  const outboxes = phones.map((phone) => phone.storage.held().outbox);
  const saved = outboxes.reduce((sum, rows) => sum + rows.length, 0);
  const waiting = outboxes.reduce((sum, rows) => sum + rows.filter((row) => row.outcome === null).length, 0);
  tell({ kind: "count", saved, waiting, faults });
}, COUNT_EVERY_MS);

process.once("disconnect", () => process.exit());
process.on("message", (message: ToPhones) => {
  if (message.kind === "look") void readUpTo(message.heads);
  else tell({ kind: "report", phones: phones.map(({ planned, storage }) => reportOf(planned.number, storage)) });
});

/** Asks for what is left of the phone's plan, a few commands at a time, whether or not head office can be reached. */
async function work(phone: HttpPhone): Promise<void> {
  const planned = commandsOf(storm, phone.planned.number);
  // Another life of this process has another rhythm; what is asked stays the same.
  const random = createSeededRandom(storm.seed + phone.planned.number + Date.now());
  const left = planned.slice(phone.storage.held().outbox.length);
  while (left.length > 0) {
    const burst = left.splice(0, 1 + random.int(8));
    await untilOver(burst.length * (storm.stormMs / planned.length) * (0.5 + random.next()));
    for (const command of burst) {
      await phone.issue(command);
      phone.loop.wake("issued");
    }
  }
}

async function askNowAndThen(phone: HttpPhone): Promise<never> {
  for (;;) {
    await untilOver(ASK_EVERY_MS * (0.5 + Math.random()));
    phone.loop.wake("poke");
  }
}

async function readUpTo(heads: Readonly<Record<string, number>>): Promise<void> {
  for (let behind = [...phones]; behind.length > 0; ) {
    for (const phone of behind) phone.loop.wake("poke");
    await untilOver(LOOK_EVERY_MS);
    const states = await Promise.all(behind.map(async (phone) => ({ phone, state: await phone.storage.readState() })));
    behind = states.filter(({ phone, state }) => !isAt(phone, state.cursor, heads)).map(({ phone }) => phone);
  }
  tell({ kind: "read" });
}

/** Whether a phone holds the last version of everything it follows. */
function isAt(phone: HttpPhone, cursor: Readonly<Record<string, number>>, heads: Readonly<Record<string, number>>): boolean {
  const followed = Object.entries(heads).filter(
    ([feed]) =>
      feed === "network" ||
      [`store:${phone.planned.storeId}`, `associate:${phone.planned.by}`].includes(feed) ||
      feed.startsWith("location:"),
  );
  return followed.every(([feed, head]) => cursor[feed] === head);
}

function tell(message: FromPhones): void {
  process.send?.(message);
}
