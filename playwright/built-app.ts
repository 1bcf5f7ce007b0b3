import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ROOT } from "./repository.ts";

const APP = path.join(ROOT, "apps/associate");

/** Builds the app where its sources changed, and answers a copy of the export that nothing changes while journeys run. */
export function buildApp(): string {
  const built = spawnSync(process.execPath, ["scripts/build.ts", "--if-changed"], { cwd: APP, encoding: "utf8" });
  if (built.status !== 0) throw new Error(`the app did not build:\n${built.stdout}\n${built.stderr}`);
  return copyApp(path.join(APP, "out"));
}

/** A copy of an export in a temporary folder. */
export function copyApp(appFolder: string): string {
  const copy = mkdtempSync(path.join(os.tmpdir(), "aisle-app-"));
  cpSync(appFolder, copy, { recursive: true });
  return copy;
}
