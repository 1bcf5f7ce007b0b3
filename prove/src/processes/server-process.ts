// Head office in a process of its own, with one fault planted in it: it throws at whatever holds the poison, every time.
import { runCommand, silentLogger, startServer } from "@aisle/server/testing";
import { POISON } from "./plan.ts";

const [databaseUrl] = process.argv.slice(2);
if (!databaseUrl) throw new Error("usage: server-process.ts DATABASE_URL");

const server = await startServer({
  databaseUrl,
  host: "127.0.0.1",
  port: 0,
  appFolder: null,
  logger: silentLogger,
  overrides: {
    run: (command, context) => {
      if (JSON.stringify(command.args).includes(POISON)) throw new Error("poisoned");
      return runCommand(command, context);
    },
  },
});
process.once("disconnect", () => process.exit());
process.send?.(server.port);
