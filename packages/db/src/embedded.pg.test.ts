import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDatabase } from "./client.ts";
import { startEmbeddedPostgres } from "./embedded.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "aisle-embedded-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Throws while the file is there and not written yet: read as 0, a kill would end this very process with its whole group. */
const postmasterPid = () => {
  const pid = Number(readFileSync(path.join(folder, "data/postmaster.pid"), "utf8").split("\n")[0]);
  if (!(pid > 1)) throw new Error("postmaster.pid is still empty");
  return pid;
};

const pidIfThere = () => {
  try {
    return postmasterPid();
  } catch {
    return undefined;
  }
};

async function write(url: string): Promise<void> {
  await using database = createDatabase(url);
  await database.execute("create table note (text text)");
  await database.execute("insert into note values ('kept')");
}

async function read(url: string): Promise<unknown[]> {
  await using database = createDatabase(url);
  return await database.query("select text from note");
}

/** Another program that owns the folder; its standard input holds it open. */
async function startOwner(): Promise<{ program: ChildProcess; url: string }> {
  const source = `
    import { startEmbeddedPostgres } from ${JSON.stringify(path.join(import.meta.dirname, "embedded.ts"))};
    const { url } = await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)} });
    process.stdout.write(url);
    process.stdin.resume();
  `;
  const program = spawn(process.execPath, ["--input-type=module-typescript", "--eval", source], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [url] = await once(program.stdout, "data");
  return { program, url: String(url) };
}

test("keeps what was written through stop and start, under the same address", async () => {
  const first = await startEmbeddedPostgres({ folder });
  await write(first.url);
  await first.stop();
  await first.stop();
  await using second = await startEmbeddedPostgres({ folder });
  expect(await read(second.url)).toEqual([{ text: "kept" }]);
  expect(second.url).toBe(first.url);
});

test("is durable unless told otherwise, and never gives the superuser away", async () => {
  await using postgres = await startEmbeddedPostgres({ folder });
  await using database = createDatabase(postgres.url);
  expect(await database.query("show fsync")).toEqual([{ fsync: "on" }]);
  expect(await database.query("select rolsuper, rolbypassrls from pg_roles where rolname = current_user")).toEqual([
    { rolsuper: false, rolbypassrls: false },
  ]);
});

test("recovers what was committed when Postgres itself is killed, and starts again by itself", async () => {
  await using postgres = await startEmbeddedPostgres({ folder });
  await write(postgres.url);
  const killed = postmasterPid();
  process.kill(killed, "SIGKILL");
  await expect.poll(() => read(postgres.url).catch(() => []), { timeout: 20_000 }).toEqual([{ text: "kept" }]);
  expect(postmasterPid()).not.toBe(killed);
});

test("starts Postgres again however early the one just started is killed", async () => {
  await using postgres = await startEmbeddedPostgres({ folder });
  await write(postgres.url);
  const killed = new Set<number>();
  const pidOfAnother = () => {
    const pid = pidIfThere();
    return pid === undefined || killed.has(pid) ? undefined : pid;
  };
  for (let times = 0; times < 6; times++) {
    const pid = await expect.poll(pidOfAnother, { timeout: 20_000, interval: 1 }).toBeDefined().then(pidOfAnother);
    if (pid === undefined) throw new Error("it went away by itself");
    // Every other one has just begun to answer; the rest have not come that far.
    if (times % 2 === 0)
      await expect.poll(() => read(postgres.url).catch(() => []), { timeout: 20_000, interval: 1 }).toHaveLength(1);
    killed.add(pid);
    process.kill(pid, "SIGKILL");
  }
  await expect.poll(() => read(postgres.url).catch(() => []), { timeout: 20_000 }).toEqual([{ text: "kept" }]);
});

test("refuses a folder whose owner lives, in this program or another, until it has ended", async () => {
  const { program } = await startOwner();
  await expect(startEmbeddedPostgres({ folder })).rejects.toMatchObject({ kind: "folder-in-use" });
  program.stdin?.end();
  await once(program, "exit");
  await using _mine = await startEmbeddedPostgres({ folder });
  await expect(startEmbeddedPostgres({ folder })).rejects.toMatchObject({ kind: "folder-in-use" });
});

test("takes over the Postgres that a killed program left behind", async () => {
  const { program, url } = await startOwner();
  await write(url);
  const orphan = postmasterPid();
  program.kill("SIGKILL");
  await once(program, "exit");

  const said: string[] = [];
  await using postgres = await startEmbeddedPostgres({ folder, log: (line) => said.push(line) });
  expect(said).toEqual([expect.stringContaining(`process ${orphan}`)]);
  expect(await read(postgres.url)).toEqual([{ text: "kept" }]);
  expect(postmasterPid()).not.toBe(orphan);
});

test("starts after everything was killed at once", async () => {
  const { program, url } = await startOwner();
  await write(url);
  process.kill(postmasterPid(), "SIGKILL");
  program.kill("SIGKILL");
  await once(program, "exit");
  await using postgres = await startEmbeddedPostgres({ folder });
  expect(await read(postgres.url)).toEqual([{ text: "kept" }]);
});

test("does not take a later process with the same pid for the owner", async () => {
  await (await startEmbeddedPostgres({ folder, durable: false })).stop();
  writeFileSync(path.join(folder, "owner"), `${process.pid} 1 0\n`);
  await using postgres = await startEmbeddedPostgres({ folder, durable: false });
  expect(postgres.url).toContain("aisle");
});

test("says why Postgres did not start", async () => {
  await (await startEmbeddedPostgres({ folder, durable: false })).stop();
  writeFileSync(path.join(folder, "data/PG_VERSION"), "9\n");
  await expect(startEmbeddedPostgres({ folder, durable: false })).rejects.toMatchObject({
    kind: "start-failed",
    message: expect.stringContaining("version"),
  });
});
