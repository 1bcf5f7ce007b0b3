// Head office in a process of its own, so that its memory is its own, and whatever it fails to catch is seen: fuzz-server.ts DATABASE_URL
import { startServer } from "@aisle/server/testing";
import { memoryAfterCollection } from "./memory.ts";

const [databaseUrl] = process.argv.slice(2);
if (!databaseUrl) throw new Error("usage: fuzz-server.ts DATABASE_URL");

/** What a head office says of itself when asked. */
export type ServerReport = {
  readonly memoryBytes: number;
  /** What a person should hear of, by event and code. */
  readonly events: Readonly<Record<string, number>>;
  readonly uncaught: readonly string[];
};

const events: Record<string, number> = {};
const uncaught: string[] = [];
const wordsOf = (fault: unknown) => (fault instanceof Error ? (fault.stack ?? fault.message) : String(fault));
process.on("unhandledRejection", (fault) => uncaught.push(wordsOf(fault)));
process.on("uncaughtException", (fault) => uncaught.push(wordsOf(fault)));

const count = (facts: { readonly event?: unknown; readonly code?: unknown }) => {
  const name = [facts.event, facts.code].filter(Boolean).join(": ");
  events[name] = (events[name] ?? 0) + 1;
};
const logger = { info: () => undefined, warn: count, error: count };
const server = await startServer({ databaseUrl, host: "127.0.0.1", port: 0, appFolder: null, logger });

process.on("message", (asked) => {
  if (asked === "stop") void server.stop().then(() => process.exit());
  else process.send?.({ memoryBytes: memoryAfterCollection(), events, uncaught } satisfies ServerReport);
});
// Without whoever asks, there is nothing left to answer.
process.on("disconnect", () => process.exit());
process.send?.({ port: server.port });
