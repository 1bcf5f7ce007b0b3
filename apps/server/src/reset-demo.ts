// `npm run demo:reset`: throws the demo's data away, so that the next start seeds a fresh chain.
import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { startEmbeddedPostgres } from "@aisle/db";
import { readEnv } from "./env.ts";

const env = readEnv();
const root = path.resolve(import.meta.dirname, "../../..");
const folder = path.join(path.resolve(root, env.AISLE_DATA ?? ".aisle"), "postgres");

if (env.DATABASE_URL) {
  process.stderr.write("DATABASE_URL is set: that database is yours, and this command leaves it alone.\n");
  process.exitCode = 78;
} else if (!existsSync(folder)) {
  process.stdout.write("Nothing to reset. `npm start` makes a fresh demo chain.\n");
} else {
  // Starting it claims the folder, so a running Aisle is never pulled from under its phones.
  const started = await startEmbeddedPostgres({ folder }).catch((fault: Error) => fault);
  if (started instanceof Error) {
    process.stderr.write(`Not reset: ${started.message}\n`);
    process.exitCode = 1;
  } else {
    await started.stop();
    rmSync(folder, { recursive: true, force: true });
    process.stdout.write("The demo's data is gone. `npm start` makes a fresh chain.\n");
  }
}
