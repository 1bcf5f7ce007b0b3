import { openImportDatabase } from "./import-database.ts";
import { runImport } from "./run-import.ts";

const { DATABASE_URL, AISLE_DATA, CI, NO_COLOR } = process.env;

process.exitCode = await runImport(process.argv.slice(2), {
  openDatabase: () => openImportDatabase({ url: DATABASE_URL || undefined, folder: AISLE_DATA || ".aisle" }),
  out: process.stdout,
  err: process.stderr,
  isPlain: Boolean(CI || NO_COLOR),
  now: Date.now,
});
