import { setFlagsFromString } from "node:v8";

// Rows live for milliseconds, yet the young part of the heap would grow to 100 MB and more before V8 looks at it: kept small
// it is collected more often, and a file of any size passes through less than 300 MB. It has to be said before anything
// else is loaded, hence the late imports.
setFlagsFromString("--semi-space-growth-factor=1");
const [{ openImportDatabase }, { runImport }] = await Promise.all([import("./import-database.ts"), import("./run-import.ts")]);

const { DATABASE_URL, AISLE_DATA, CI, NO_COLOR } = process.env;

process.exitCode = await runImport(process.argv.slice(2), {
  openDatabase: () => openImportDatabase({ url: DATABASE_URL || undefined, folder: AISLE_DATA || ".aisle" }),
  out: process.stdout,
  err: process.stderr,
  isPlain: Boolean(CI || NO_COLOR),
  now: Date.now,
});
