// Deliberately broken variants of one part each, with the rule by which each is caught.

import { createChanges, recordChanges, withTx } from "@aisle/db";
import { type CommandId, type OrderId, uuidv7 } from "@aisle/domain";
import { createSeededRandom } from "@aisle/domain/testing";
import { runCommand } from "@aisle/server/testing";
import type { Transport } from "@aisle/sync";
import type { OracleName } from "../oracles/phone-watch.ts";
import type { Sabotage, Statement } from "../sabotage.ts";
import { BEGINNING } from "../world/clock.ts";
import {
  cursorBeforeRows,
  dropsOutboxOnStartOver,
  noCompareAndSwap,
  numbersInTwoSteps,
  offersNothingAgain,
  pulledRowWins,
  removesRefused,
} from "./broken-storage.ts";
import { naiveBooking } from "./naive-booking.ts";

export type Canary = { readonly name: string; readonly sabotage: Sabotage; readonly caughtBy: readonly OracleName[] };

export const CANARIES: readonly Canary[] = [
  {
    name: "versions from a sequence instead of the feed's own row",
    sabotage: {
      prepare: "create sequence feed_clock start 1000000; select nextval('feed_clock')",
      rewrite: sequenceCursor,
      heads: `select feed_id, (select last_value from feed_clock) as head
        from (select feed_id from feed union select 'associate:' || associate_id from associate) as every`,
    },
    caughtBy: ["same-rows"],
  },
  { name: "the cursor saved before the rows", sabotage: { storage: cursorBeforeRows }, caughtBy: ["same-rows"] },
  {
    name: "effect and answer in two transactions",
    sabotage: { run: (database) => (command, context) => inOwnTransaction(database, { command, context }) },
    caughtBy: ["one-outcome-one-effect"],
  },
  { name: "no tombstone when a row moves", sabotage: { forgetsTombstones: true }, caughtBy: ["same-rows"] },
  {
    name: "any answer taken, wherever the phone stands by now",
    sabotage: { storage: noCompareAndSwap },
    caughtBy: ["cursor-never-back", "same-rows"],
  },
  {
    name: "stock looked at first and written later",
    sabotage: {
      prepare: "alter table stock_level drop constraint stock_level_not_oversold",
      run: () => naiveBooking(0, runCommand),
    },
    caughtBy: ["no-oversell", "ledger"],
  },
  { name: "a new id for every retry", sabotage: { transport: newIdForRetries }, caughtBy: ["one-outcome-one-effect"] },
  { name: "the outbox dropped when starting over", sabotage: { storage: dropsOutboxOnStartOver }, caughtBy: ["nothing-dropped"] },
  {
    name: "a number given twice by two tabs",
    sabotage: { storage: numbersInTwoSteps },
    caughtBy: ["one-number-each"],
  },
  {
    name: "what a command needs not asked after",
    sabotage: { rewrite: ({ name, text }) => (name === "met-needs" ? "select unnest($1::uuid[]) as command_id" : text) },
    caughtBy: ["needs-first"],
  },
  {
    name: "taken commands not offered again after a restore",
    sabotage: { storage: offersNothingAgain },
    caughtBy: ["phone-and-head-office-agree"],
  },
  { name: "a pulled row in the place of a waiting command", sabotage: { storage: pulledRowWins }, caughtBy: ["nothing-dropped"] },
  { name: "a refused command taken out of the outbox", sabotage: { storage: removesRefused }, caughtBy: ["nothing-dropped"] },
];

/**
 * Every version comes from one sequence, drawn before COMMIT and not under the feed's lock; heads are what was last drawn.
 * A transaction that drew early and commits late is behind the cursors of those who read in between.
 */
function sequenceCursor({ name, text }: Statement): string {
  if (name === "record-changes")
    return text.replace(
      /with bumped as \([\s\S]*?returning feed_id, head\n\)/,
      "with bumped as (select f.feed_id, drawn.head from unnest($1::text[]) as f(feed_id), (select nextval('feed_clock') as head) as drawn)",
    );
  if (name === "pull" || name === "heads") return text.replaceAll("coalesce(f.head, 0)", "(select last_value from feed_clock)");
  return text;
}

type Ran = Parameters<NonNullable<ReturnType<NonNullable<Sabotage["run"]>>>>;

function inOwnTransaction(
  database: Parameters<NonNullable<Sabotage["run"]>>[0],
  { command, context }: { readonly command: Ran[0]; readonly context: Ran[1] },
) {
  return withTx(database, {}, async (tx) => {
    const changes = createChanges();
    const decision = await runCommand(command, { ...context, tx, changes });
    await recordChanges(tx, changes);
    return decision;
  });
}

/** What naive clients do: a retry is a new request, with new ids. */
function newIdForRetries(): (real: Transport) => Transport {
  const random = createSeededRandom(99);
  const newId = () => uuidv7(BEGINNING, random.bytes(10));
  return (inner) => {
    const sent = new Set<string>();
    return {
      exchange: async (request, signal) => {
        const real = new Map<string, string>();
        const push = request.push.map((command) => {
          if (!sent.has(command.id)) {
            sent.add(command.id);
            return command;
          }
          const id = newId() as CommandId;
          real.set(id, command.id);
          const orderId = newId() as OrderId;
          return { ...command, id, args: { ...(command.args as object), orderId } };
        });
        const reply = await inner.exchange({ ...request, push }, signal);
        if (reply.kind !== "ok") return reply;
        return { ...reply, outcomes: reply.outcomes.map((outcome) => ({ ...outcome, id: real.get(outcome.id) ?? outcome.id })) };
      },
    };
  };
}
