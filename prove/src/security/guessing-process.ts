// One process of head office that judges PINs for somebody who tries them all, fifty at a time.
import { createGuesser } from "@aisle/server/testing";

export type GuessOrder = {
  readonly databaseUrl: string;
  readonly associateId: string;
  readonly deviceId: string;
  /** The first PIN to try, and how many from there. */
  readonly from: number;
  readonly count: number;
};
export type Guessed = { readonly judged: number; readonly opened: number };

const AT_ONCE = 50;

// Our own order, written by people.ts.
const { databaseUrl, associateId, deviceId, from, count } = JSON.parse(process.argv[2] ?? "{}") as GuessOrder;
const guesser = createGuesser(databaseUrl);
let opened = 0;
for (let at = 0; at < count; at += AT_ONCE) {
  const pins = Array.from({ length: AT_ONCE }, (_, one) => String(from + at + one).padStart(6, "0"));
  const answers = await Promise.all(pins.map((pin) => guesser.check({ associateId, deviceId, pin, isOurs: true })));
  opened += answers.filter(({ kind }) => kind === "right").length;
}
await guesser.close();
process.send?.({ judged: guesser.judged(), opened } satisfies Guessed);
process.disconnect?.();
