import type { Database } from "@aisle/db";
import { HOUR } from "@aisle/domain";
import { forgetOutdated } from "../customers/client-retention.ts";
import { replayErasures } from "../customers/erase-client.ts";
import type { ErasureLedger } from "../customers/erasure-ledger.ts";
import type { Events } from "../events.ts";
import { forgetEndedSessions } from "../sessions/session-writer.ts";
import { prune } from "./prune.ts";

/** Runs what head office does by itself, about once an hour. */
export type Upkeep = { readonly stop: () => Promise<void> };

export function startUpkeep(deps: {
  readonly database: Database;
  readonly ledger: ErasureLedger;
  readonly retentionMonths: number | null;
  readonly now: () => number;
  readonly events: Pick<Events, "pruned" | "clientsErased" | "requestFaulted">;
}): Upkeep {
  const { database, ledger, retentionMonths: months, now, events } = deps;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;
  const run = async () => {
    try {
      const pruned = await prune(database, { now: now() });
      if (pruned) events.pruned(pruned);
      await forgetEndedSessions(database, now());
      const again = await replayErasures({ database, ledger }, now());
      const outdated = months === null ? 0 : await forgetOutdated({ database, ledger }, { now: now(), months });
      if (again + outdated > 0) events.clientsErased({ again, outdated });
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
