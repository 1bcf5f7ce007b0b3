// Guessing a PIN: six wrong ones on every path, and 10,000 made at once by two processes of head office.
import { fork } from "node:child_process";
import { once } from "node:events";
import type { BenchTable } from "@aisle/bench/table";
import { createTestDatabase } from "@aisle/db/testing";
import { seedOnePin, trySixTimes } from "@aisle/server/testing";
import type { Guessed, GuessOrder } from "./guessing-process.ts";

const GUESSES = 10_000;
const PROCESSES = 2;
const PROGRAM = new URL("./guessing-process.ts", import.meta.url).pathname;

export async function provePeople(): Promise<BenchTable> {
  await using database = await createTestDatabase({ max: 8 });
  const actor = await seedOnePin(database);
  const sixth = await trySixTimes(database, actor);
  await database.execute("delete from wrong_try");
  const { associateId, deviceId } = actor.session;
  const each = GUESSES / PROCESSES;
  const order = { databaseUrl: database.url, associateId, deviceId, count: each };
  const guessed = await Promise.all(Array.from({ length: PROCESSES }, (_, at) => guess({ ...order, from: at * each })));
  const judged = guessed.reduce((sum, one) => sum + one.judged, 0);
  const opened = guessed.reduce((sum, one) => sum + one.opened, 0);
  const open = sixth.filter(({ sixth: answer, rightOneAfter }) => answer !== "wait" || rightOneAfter !== "wait").length;
  return {
    title: `Wrong PINs: the sixth on every path, and ${GUESSES.toLocaleString("en-US")} guesses at once by ${PROCESSES} processes`,
    columns: ["path", "the sixth wrong PIN", "the right one after it", "PINs judged"],
    rows: [
      ...sixth.map((one) => [one.path, one.sixth, one.rightOneAfter, one.judged]),
      [`${GUESSES} guesses, ${PROCESSES} processes`, "-", "-", judged],
    ],
    bars: [
      { claim: "paths on which the sixth wrong PIN does not lock", value: open, bar: 0, holds: open === 0 },
      { claim: "guesses judged", value: judged, bar: 10, holds: judged <= 10 },
      { claim: "guesses that opened anything", value: opened, bar: 0, holds: opened === 0 },
    ],
  };
}

async function guess(order: GuessOrder): Promise<Guessed> {
  const child = fork(PROGRAM, [JSON.stringify(order)]);
  // Boundary: our own program's one message.
  const [told] = (await once(child, "message")) as [Guessed];
  await once(child, "exit");
  return told;
}
