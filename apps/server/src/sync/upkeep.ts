import type { Database } from "@aisle/db";
import { HOUR } from "@aisle/domain";
import type { Events } from "../events.ts";
import { prune } from "./prune.ts";

/** Runs what head office does by itself, about once an hour. */
export type Upkeep = { readonly stop: () => Promise<void> };

export function startUpkeep(deps: {
  readonly database: Database;
  readonly now: () => number;
  readonly events: Pick<Events, "pruned" | "requestFaulted">;
}): Upkeep {
  const { database, now, events } = deps;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;
  const run = async () => {
    try {
      const pruned = await prune(database, { now: now() });
      if (pruned) events.pruned(pruned);
    } catch (fault) {
      events.requestFaulted(fault, "upkeep", "upkeep");
    }
    plan();
  };
  const plan = () => {
    if (isStopped) return;
    // Jitter, so that processes started together do not come together.
    timer = setTimeout(
      () => {
        running = run();
      },
      HOUR * (0.75 + Math.random() / 2),
    );
    timer.unref();
  };
  plan();
  return {
    stop: async () => {
      isStopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
