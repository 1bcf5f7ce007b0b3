import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { untilOver } from "./fast-clock.ts";

/** Head office as several processes on one Postgres, each started again whenever it ends, as any process manager does. */
export type HeadOffice = {
  /** Where those that run listen. */
  readonly ports: () => readonly number[];
  /** Resolves when every process listens. */
  readonly ready: () => Promise<void>;
  /** `kill -9`, once it runs. */
  readonly kill: (index: number) => Promise<void>;
  /** The last words of processes that ended although nobody killed them. There should be none. */
  readonly crashes: readonly string[];
  readonly stop: () => Promise<void>;
};

const SERVER_PROCESS = path.join(import.meta.dirname, "server-process.ts");
const RESTART_AFTER_MS = 100;
const LAST_WORDS = 2000;

type Place = { child: ChildProcess | null; port: number | null };

export function startHeadOffice(about: { readonly databaseUrl: string; readonly processes: number }): HeadOffice {
  const places: Place[] = Array.from({ length: about.processes }, () => ({ child: null, port: null }));
  const crashes: string[] = [];
  const killed = new Set<ChildProcess>();
  let isStopping = false;

  const keepUp = async (place: Place): Promise<void> => {
    while (!isStopping) {
      const child = fork(SERVER_PROCESS, [about.databaseUrl], { stdio: ["ignore", "ignore", "pipe", "ipc"] });
      place.child = child;
      let said = "";
      child.stderr?.on("data", (text) => {
        said = (said + String(text)).slice(-LAST_WORDS);
      });
      let didListen = false;
      child.on("message", (port) => {
        didListen = true;
        place.port = Number(port);
      });
      await new Promise((resolve) => child.once("exit", resolve));
      place.port = null;
      // One that cannot start while Postgres is away is no crash: it is started until it can.
      if (didListen && !isStopping && !killed.has(child))
        crashes.push(said || `ended with ${child.exitCode ?? child.signalCode}`);
      await untilOver(RESTART_AFTER_MS);
    }
  };
  const keeping = places.map(keepUp);
  const runs = async (place: Place) => {
    while (place.port === null && !isStopping) await untilOver(20);
  };

  return {
    ports: () => places.flatMap(({ port }) => (port === null ? [] : [port])),
    ready: async () => {
      for (const place of places) await runs(place);
    },
    kill: async (index) => {
      const place = places[index % places.length];
      if (!place) return;
      await runs(place);
      place.port = null;
      if (!place.child) return;
      killed.add(place.child);
      place.child.kill("SIGKILL");
    },
    crashes,
    stop: async () => {
      isStopping = true;
      for (const { child } of places) child?.kill("SIGKILL");
      await Promise.all(keeping);
    },
  };
}
