import { execFileSync } from "node:child_process";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { EmbeddedPostgresFault } from "./embedded-fault.ts";

/**
 * One program owns a folder at a time. The claim is a file that holds the owner's pid and that process's start time, so a
 * pid given to someone else after a crash or a restart is not mistaken for the owner.
 * Throws `folder-in-use` when the owner lives. Returns what gives the claim back.
 */
export function claimFolder(folder: string): () => void {
  const claim = path.join(folder, "owner");
  const mine = `${process.pid} ${processStart(process.pid) ?? "unknown"} ${performance.now()}\n`;
  const draft = `${claim}.${process.pid}`;
  writeFileSync(draft, mine);
  try {
    // A link is made whole or not at all, and never over an existing file: of two starters one wins.
    while (!tryLink(draft, claim)) {
      const found = readIfThere(claim);
      if (found === undefined) continue;
      if (isAlive(found)) throw inUse(folder, found);
      removeStaleClaim({ claim, found, folder });
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (readIfThere(claim) === mine) rmSync(claim, { force: true });
  };
}

/** True while the process that wrote `claim` ("pid start ...") runs. */
function isAlive(claim: string): boolean {
  const [pid, start] = claim.trim().split(" ");
  const running = processStart(Number(pid));
  return running !== undefined && (start === "unknown" || running === start);
}

/** Between judging a claim stale and removing it, another starter may have replaced it: then theirs is put back. */
function removeStaleClaim({ claim, found, folder }: { claim: string; found: string; folder: string }): void {
  const aside = `${claim}.stale.${process.pid}`;
  try {
    renameSync(claim, aside);
  } catch {
    return; // Someone else removed it first; the next try sees what is there.
  }
  const removed = readFileSync(aside, "utf8");
  if (removed !== found) {
    tryLink(aside, claim);
    rmSync(aside, { force: true });
    throw inUse(folder, removed);
  }
  rmSync(aside, { force: true });
}

/** What tells a process from a later one with the same pid; undefined when no such process runs. */
function processStart(pid: number): string | undefined {
  if (process.platform === "linux") {
    const stat = readIfThere(`/proc/${pid}/stat`);
    // Field 2 is the program's name in brackets and may hold spaces; field 3 is the state, 22 the start in clock ticks.
    const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields?.[0] === "Z" ? undefined : fields?.[19];
  }
  if (process.platform === "win32") return signalReaches(pid) ? "unknown" : undefined;
  try {
    return (
      execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" })
        .trim()
        .replaceAll(" ", "_") || undefined
    );
  } catch {
    return undefined; // ps ends with 1 when there is no such process.
  }
}

function signalReaches(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false; // node:fs throws ErrnoException
    throw error;
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

function inUse(folder: string, claim: string): EmbeddedPostgresFault {
  const pid = claim.split(" ")[0];
  return new EmbeddedPostgresFault(
    "folder-in-use",
    `The database folder ${folder} is in use by process ${pid}. Stop that one first, or set AISLE_DATA to another folder.`,
  );
}
