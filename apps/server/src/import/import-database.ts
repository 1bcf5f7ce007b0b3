import { readFileSync } from "node:fs";
import path from "node:path";
import { createDatabase, EmbeddedPostgresFault, migrate, type OwnersDatabase, startEmbeddedPostgres } from "@aisle/db";
import { UsageFault } from "./import-fault.ts";

/**
 * The database to import into: the one of `url`, else the embedded one in `folder`, which is started for the run or, where
 * `npm start` has it open, used beside it.
 */
export async function openImportDatabase(settings: { url: string | undefined; folder: string }): Promise<OwnersDatabase> {
  if (settings.url !== undefined)
    return await ready(createDatabase(checkedUrl(settings.url), { applicationName: "aisle import", max: 2 }));
  try {
    const embedded = await startEmbeddedPostgres({ folder: settings.folder, durable: true });
    const database = createDatabase(embedded.url, { applicationName: "aisle import", max: 2 });
    const close = async () => {
      await database.close();
      await embedded.stop();
    };
    return await ready({ ...database, close, [Symbol.asyncDispose]: close });
  } catch (fault) {
    if (!(fault instanceof EmbeddedPostgresFault) || fault.kind !== "folder-in-use") throw fault;
    return await ready(createDatabase(runningUrl(settings.folder), { applicationName: "aisle import", max: 2 }));
  }
}

async function ready(database: OwnersDatabase): Promise<OwnersDatabase> {
  try {
    await migrate(database);
    return database;
  } catch (fault) {
    await database.close();
    throw fault;
  }
}

function checkedUrl(url: string): string {
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) return url;
  const hint = "It begins with postgresql://, such as postgresql://aisle:secret@db.example/aisle";
  throw new UsageFault("settings", `DATABASE_URL is not the address of a Postgres. ${hint}`);
}

/**
 * Where the server that runs on `folder` listens. Line 4 of postmaster.pid is its port and line 5 its socket's folder, empty
 * where it listens on TCP only (Postgres documentation, "postmaster.pid").
 */
function runningUrl(folder: string): string {
  const root = path.resolve(folder);
  const [, , , port = "5432", socketFolder = ""] = readFileSync(path.join(root, "data", "postmaster.pid"), "utf8").split("\n");
  const password = readFileSync(path.join(root, "password"), "utf8").trim();
  const account = `aisle:${encodeURIComponent(password)}`;
  if (socketFolder === "") return `postgresql://${account}@127.0.0.1:${port}/aisle`;
  return `postgresql://${account}@localhost:${port}/aisle?host=${encodeURIComponent(socketFolder)}`;
}
