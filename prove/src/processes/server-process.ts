// Head office in a process of its own, for being killed.
import { silentLogger, startServer, UNPACED } from "@aisle/server/testing";
import { poisonedRun } from "./poisoned-run.ts";

const [databaseUrl] = process.argv.slice(2);
if (!databaseUrl) throw new Error("usage: server-process.ts DATABASE_URL");

const server = await startServer({
  databaseUrl,
  host: "127.0.0.1",
  port: 0,
  appFolder: null,
  logger: silentLogger,
  rateLimits: UNPACED,
  overrides: { run: poisonedRun },
});
process.once("disconnect", () => process.exit());
process.send?.(server.port);
