import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

/**
 * Stops a server that a killed program left running on `dataFolder`; the caller owns the folder, so nobody needs it.
 * A pid file whose process is another program (the pid was given away) is left to Postgres, which sees through it.
 */
export async function stopOrphan(dataFolder: string, stop: () => Promise<void>, log: (line: string) => void): Promise<void> {
  const pid = postmasterPid(dataFolder);
  if (pid === undefined || !runsOn(pid, dataFolder)) return;
  log(`Stopping a Postgres left behind by a program that was killed (process ${pid})`);
  await stop();
}

function postmasterPid(dataFolder: string): number | undefined {
  try {
    return Number(readFileSync(path.join(dataFolder, "postmaster.pid"), "utf8").split("\n")[0]);
  } catch {
    return undefined;
  }
}

/** True when process `pid` is a Postgres started with `-D dataFolder`. */
function runsOn(pid: number, dataFolder: string): boolean {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(dataFolder);
    // Windows shows no command line without a shell of its own: pg_ctl then fails harmlessly on a foreign pid.
    if (process.platform === "win32") return process.kill(pid, 0);
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).includes(dataFolder);
  } catch {
    return false;
  }
}
