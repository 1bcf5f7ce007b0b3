import { createMemoryStorage, type MemoryStorage, type Transport } from "@aisle/sync";
import { untilOver } from "./fast-clock.ts";
import { createHttpPhone, type HttpPhone } from "./http-phone.ts";
import { commandsOf, type PlannedCommand, type Storm } from "./plan.ts";

/** A phone with all it will ever ask, for stories that decide when it asks what. */
export type AskingPhone = { readonly phone: HttpPhone; readonly planned: readonly PlannedCommand[] };

export function openAskingPhone(about: {
  readonly storm: Storm;
  readonly number: number;
  readonly url: string;
  /** What another app on the same phone left behind. */
  readonly storage?: MemoryStorage;
  readonly meddle?: (transport: Transport) => Transport;
}): AskingPhone {
  const { storm, number, storage = createMemoryStorage() } = about;
  return { phone: createHttpPhone({ ...about, storage, onFault: () => {} }), planned: commandsOf(storm, number) };
}

const SETTLE_MS = 120_000;
const LOOK_EVERY_MS = 300;
/** Quiet this many times in a row: an answer may wake an old command up again. */
const QUIET_TIMES = 3;

/** Opens the app on these phones, asks what lies between two places of each plan, and closes it when all is answered and read. */
export async function askAndSettle(
  phones: readonly AskingPhone[],
  span: (count: number, number: number) => readonly [from: number, to: number],
): Promise<void> {
  const stop = new AbortController();
  const running = phones.map(({ phone }) => phone.loop.run(stop.signal));
  for (const asking of phones) await ask(asking, span);
  let quiet = 0;
  for (const deadline = performance.now() + SETTLE_MS; quiet < QUIET_TIMES && performance.now() < deadline; ) {
    for (const { phone } of phones) phone.loop.wake("shown");
    await untilOver(LOOK_EVERY_MS);
    quiet = phones.every(isQuiet) ? quiet + 1 : 0;
  }
  stop.abort();
  await Promise.all(running);
}

/** Saves the commands between two places of a phone's plan, but for those it has already. */
export async function ask({ phone, planned }: AskingPhone, span: Parameters<typeof askAndSettle>[1]): Promise<void> {
  const [from, to] = span(planned.length, phone.planned.number);
  const saved = new Set<string>(phone.storage.held().outbox.map(({ id }) => id));
  for (const command of planned.slice(Math.floor(from), Math.floor(to))) if (!saved.has(command.id)) await phone.issue(command);
}

function isQuiet({ phone }: AskingPhone): boolean {
  const { phase, firstContact } = phone.loop.status.current();
  return phase === "idle" && firstContact.rows.isComplete && phone.storage.held().outbox.every((row) => row.outcome !== null);
}
