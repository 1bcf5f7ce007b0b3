// Head office as a process of its own, so that a journey can really stop it, kill it and start it again.
// `node server-process.ts '{"databaseUrl":...,"port":...,"appFolder":...,"diesAfter":...}'` prints "ready" when it answers.

import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

const TESTING_DOOR = new URL("../apps/server/src/testing/index.ts", import.meta.url).href;

export type ServerOrder = {
  readonly databaseUrl: string;
  readonly port: number;
  readonly appFolder: string;
  /** The process dies right after it has committed the first command of this name, before anybody gets the answer. */
  readonly diesAfter?: string;
  /** Hosts whose pictures pages may show; left out: those of the catalogue. */
  readonly imageHosts?: readonly string[];
};

// Head office is no dependency of the journeys, which know it as something that answers: this is the part they start.
type TestingDoor = {
  readonly silentLogger: unknown;
  readonly startServer: (options: {
    readonly databaseUrl: string;
    readonly host: string;
    readonly port: number;
    readonly appFolder: string;
    readonly connections: number;
    readonly isDemo: boolean;
    readonly imageHosts: readonly string[] | null;
    readonly logger: unknown;
    readonly overrides: { readonly onAnswered?: (outcome: unknown, name: string) => void };
  }) => Promise<{ readonly stop: () => Promise<void> }>;
};

const { startServer, silentLogger } = (await import(TESTING_DOOR)) as TestingDoor;
// Our own order, written by `server-control.ts`.
const { databaseUrl, port, appFolder, diesAfter, imageHosts } = JSON.parse(process.argv[2] ?? "{}") as ServerOrder;

const server = await startServer({
  databaseUrl,
  host: "127.0.0.1",
  port,
  appFolder,
  connections: 6,
  isDemo: true,
  imageHosts: imageHosts ?? null,
  logger: { ...Object(silentLogger), error: (facts: object, message: string) => console.error(message, JSON.stringify(facts)) },
  overrides:
    diesAfter === undefined
      ? {}
      : {
          onAnswered: (_, name) => {
            if (name === diesAfter) process.kill(process.pid, "SIGKILL");
          },
        },
});
process.once("SIGTERM", () => void server.stop().then(() => process.exit(0)));
// A journey that is itself killed closes this pipe: nothing is left behind.
process.stdin.resume().once("end", () => process.exit(0));
// A page that nobody can look into tells what it saw in the query of this address. Head office itself knows nothing of it.
subscribe("http.server.request.start", (message) => {
  // Node's own message for this channel.
  const { url } = (message as { readonly request: IncomingMessage }).request;
  const { pathname, searchParams } = new URL(url ?? "/", "http://localhost");
  if (pathname === "/witness") console.log(JSON.stringify({ saw: searchParams.get("saw") }));
});
console.log("ready");
