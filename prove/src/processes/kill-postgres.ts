import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** `kill -9` of a Postgres and of every process it started, all at once, as when a machine goes down. True when it ran. */
export function killPostgres(folder: string): boolean {
  const file = path.join(folder, "data", "postmaster.pid");
  if (!existsSync(file)) return false;
  const postmaster = Number(readFileSync(file, "utf8").split("\n")[0]);
  // Just being written, it is empty: read as 0, a kill would end this very process with its whole group.
  if (!(postmaster > 1)) return false;
  const children = childrenOf(postmaster);
  return [postmaster, ...children].map(kill)[0] ?? false;
}

function kill(pid: number): boolean {
  try {
    return process.kill(pid, "SIGKILL");
  } catch {
    return false; // It ended by itself in between.
  }
}

function childrenOf(parent: number): number[] {
  if (process.platform === "linux")
    return readdirSync("/proc")
      .map(Number)
      .filter((pid) => pid > 0 && parentOf(pid) === parent);
  const list = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  return list
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([pid, ppid]) => (pid !== undefined && ppid === parent ? [pid] : []));
}

function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Field 2 is the program's name in brackets and may hold spaces; the parent follows the state.
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return null;
  }
}
