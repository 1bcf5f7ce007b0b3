import { spawnSync } from "node:child_process";
import { cpSync, lchownSync, lstatSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { EmbeddedPostgresFault } from "./embedded-fault.ts";

/** The account `nobody`, present under this number on Linux and harmless everywhere. */
const NOBODY = 65534;

/** How to start a Postgres program so that it does not run as root, which it refuses. */
export type Account = {
  /** Turns a program and its arguments into what to spawn. */
  command(program: string, args: readonly string[]): [file: string, args: string[]];
  readonly spawnOptions: { uid?: number; gid?: number };
  /** The Postgres folder this account can read; the one passed in unless it had to be copied. */
  readonly postgresFolder: string;
};

/**
 * Picks the account for Postgres and gives it `folder`: your own; or, started as root, `nobody` in a user namespace, which
 * works even inside a closed home; or, where namespaces are forbidden, plainly `nobody`. Throws `folder-unreachable`.
 */
export function chooseAccount({ folder, postgresFolder }: { folder: string; postgresFolder: string }): Account {
  const direct = { command: (program: string, args: readonly string[]): [string, string[]] => [program, [...args]] };
  if (process.getuid?.() !== 0) return { ...direct, spawnOptions: {}, postgresFolder };

  const namespace = ["-U", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
  if (spawnSync("unshare", [...namespace, "true"]).status === 0) {
    // Outside the namespace the files stay root's.
    giveTo(folder, 0);
    return { command: (program, args) => ["unshare", [...namespace, program, ...args]], spawnOptions: {}, postgresFolder };
  }
  if (!isReachable(path.dirname(folder))) {
    throw new EmbeddedPostgresFault(
      "folder-unreachable",
      `Postgres does not run as root, and the account it would use (${NOBODY}) cannot reach ${folder}. ` +
        "Set AISLE_DATA to a folder below one that everybody may enter, such as /var/lib/aisle, or start as another user.",
    );
  }
  giveTo(folder, NOBODY);
  return {
    ...direct,
    spawnOptions: { uid: NOBODY, gid: NOBODY },
    postgresFolder: isReachable(postgresFolder) ? postgresFolder : copyBeside(folder, postgresFolder),
  };
}

/** The programs lie in a closed home: keep a copy (60 MB) that the account can read. */
function copyBeside(folder: string, postgresFolder: string): string {
  const copy = path.join(folder, "postgres");
  const modified = (root: string) => statSync(path.join(root, "bin", "postgres"), { throwIfNoEntry: false })?.mtimeMs;
  if (modified(copy) !== modified(postgresFolder)) {
    cpSync(postgresFolder, copy, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    giveTo(copy, NOBODY);
  }
  return copy;
}

/** True when every folder on the way lets anybody through. */
function isReachable(folder: string): boolean {
  const parent = path.dirname(folder);
  return (statSync(folder).mode & 0o001) !== 0 && (parent === folder || isReachable(parent));
}

/** Changes the owner only where it differs: a folder first used one way may be opened the other way later. */
function giveTo(entry: string, uid: number): void {
  const found = lstatSync(entry);
  if (found.uid !== uid) lchownSync(entry, uid, uid);
  if (!found.isDirectory()) return;
  for (const name of readdirSync(entry)) giveTo(path.join(entry, name), uid);
}
