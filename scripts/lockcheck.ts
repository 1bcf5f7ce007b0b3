// Checks that `npm ci` accepts package-lock.json anywhere. Usage: node scripts/lockcheck.ts
import { readFileSync } from "node:fs";
import path from "node:path";

export type Lockfile = {
  readonly packages: Readonly<
    Record<string, { version?: string; resolved?: string; optionalDependencies?: Readonly<Record<string, string>> }>
  >;
};

/**
 * Says what is wrong with a lockfile, one line each:
 * - A platform package is missing: some releases reach a registry without all of theirs, and npm then writes a lockfile that
 *   its own `npm ci` refuses ("Missing: x from lock file").
 * - A registry's address is written down: then nobody behind another registry can install.
 */
export function findLockFaults({ packages }: Lockfile): string[] {
  return Object.entries(packages).flatMap(([folder, entry]) => {
    const wantedBy = `wanted by ${folder || "the root"} ${entry.version ?? ""}`.trim();
    const missing = Object.entries(entry.optionalDependencies ?? {})
      .filter(([name]) => !isLocked(packages, folder, name))
      .map(([name, range]) => `${name}@${range} is missing, ${wantedBy}`);
    const tied = entry.resolved?.startsWith("http") ? [`${folder} is tied to ${new URL(entry.resolved).host}`] : [];
    return [...missing, ...tied];
  });
}

/** Looks `name` up the way Node resolves it: from the package's own folder outwards. */
function isLocked(packages: Lockfile["packages"], from: string, name: string): boolean {
  for (let folder = from; folder !== ""; folder = outer(folder)) {
    if (packages[`${folder}/node_modules/${name}`]) return true;
  }
  return packages[`node_modules/${name}`] !== undefined;
}

function outer(folder: string): string {
  return folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")));
}

if (import.meta.main) {
  // The lockfile's shape is npm's own.
  const lockfile = JSON.parse(readFileSync(path.join(import.meta.dirname, "../package-lock.json"), "utf8")) as Lockfile;
  const faults = findLockFaults(lockfile);
  for (const fault of faults) console.log(fault);
  process.exitCode = faults.length ? 1 : 0;
}
