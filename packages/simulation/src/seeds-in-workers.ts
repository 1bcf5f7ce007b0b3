import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { CLUSTER_URL, type TestCluster } from "@aisle/db/testing";

/** What one worker found; `story` tells its first broken seed in words. */
export type WorkerSaid = {
  readonly seeds: number;
  readonly commands: number;
  readonly exchanges: number;
  readonly steps: number;
  readonly broken: readonly number[];
  readonly story: string | null;
};

const WORKER = path.resolve(import.meta.dirname, "seed-worker.ts");

/** Runs seeds `first` to `first + count - 1` in `workers` processes on one cluster, each with a database of its own. */
export function runSeedsInWorkers(about: {
  readonly cluster: TestCluster;
  readonly first: number;
  readonly count: number;
  readonly workers: number;
}): Promise<WorkerSaid[]> {
  const { cluster, first, count, workers } = about;
  const env = { ...process.env, [CLUSTER_URL]: cluster.url };
  const share = Math.ceil(count / workers);
  return Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      const from = first + worker * share;
      const many = Math.max(0, Math.min(share, first + count - from));
      const { stdout } = await promisify(execFile)(process.execPath, [WORKER, String(from), String(many)], {
        env,
        maxBuffer: 1e8,
      });
      // Boundary: what the worker beside this file writes.
      return JSON.parse(stdout) as WorkerSaid;
    }),
  );
}
