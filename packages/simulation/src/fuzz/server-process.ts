import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { ServerReport } from "./fuzz-server.ts";

export type FuzzServer = {
  readonly port: number;
  readonly report: () => Promise<ServerReport>;
  /** Resolves with the exit code: 0 when everything that was taken was finished. */
  readonly stop: () => Promise<number | null>;
};

/** Starts head office in its own process on a migrated database. */
export async function startFuzzServer(databaseUrl: string): Promise<FuzzServer> {
  const child = fork(path.join(import.meta.dirname, "fuzz-server.ts"), [databaseUrl], { execArgv: [] });
  // Boundary: the message of fuzz-server.ts once it listens.
  const { port } = (await nextMessage(child)) as { port: number };
  return {
    port,
    report: () => {
      const answer = nextMessage(child);
      child.send("report");
      // Boundary: as fuzz-server.ts writes it.
      return answer as Promise<ServerReport>;
    },
    stop: async () => {
      if (child.exitCode !== null) return child.exitCode;
      const exited = once(child, "exit");
      child.send("stop");
      const [code] = await exited;
      return typeof code === "number" ? code : null;
    },
  };
}

function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`head office ended with ${code}`));
    child.once("exit", onExit);
    child.once("message", (message) => {
      child.off("exit", onExit);
      resolve(message);
    });
  });
}
