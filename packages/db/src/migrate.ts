import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { type OwnersDatabase, type Tx, withTx } from "./client.ts";
import { MigrationFault } from "./migration-fault.ts";
import { raiseWalls } from "./walls/raise-walls.ts";

/** What drizzle-kit generates: SQL files and a journal that names them in order. */
const MIGRATIONS_FOLDER = path.resolve(import.meta.dirname, "../migrations");
/** Any number, the same in every version of Aisle: "aisle" in ASCII. */
const STARTER_LOCK = 0x61_69_73_6c;

type Migration = { readonly tag: string; readonly hash: string; readonly statements: readonly string[] };

/**
 * Brings the database's tables to what this version needs and returns the names of the migrations it applied, none when it was
 * up to date; then it sees that the walls stand (walls/raise-walls.ts). All or nothing, one starter at a time. Throws MigrationFault when a newer version was here, or when a
 * migration that was applied once reads differently now.
 */
export async function migrate(database: OwnersDatabase, folder: string = MIGRATIONS_FOLDER): Promise<string[]> {
  const migrations = readMigrations(folder);
  return await withTx(database, {}, async (tx) => {
    await tx.query("select pg_advisory_xact_lock($1)", [STARTER_LOCK]);
    await tx.execute(
      "create table if not exists migration (position integer primary key, tag text not null, hash text not null, applied_at timestamptz not null default now())",
    );
    const applied = await tx.query<{ tag: string; hash: string }>("select tag, hash from migration order by position");
    refuseMisfit(applied, migrations);
    const missing = migrations.slice(applied.length);
    for (const [index, migration] of missing.entries()) await apply(tx, migration, applied.length + index);
    await raiseWalls(tx);
    return missing.map(({ tag }) => tag);
  });
}

async function apply(tx: Tx, { tag, hash, statements }: Migration, position: number): Promise<void> {
  for (const statement of statements) await tx.execute(statement);
  await tx.execute("insert into migration (position, tag, hash) values ($1, $2, $3)", [position, tag, hash]);
}

function refuseMisfit(applied: readonly { tag: string; hash: string }[], migrations: readonly Migration[]): void {
  for (const [position, { tag, hash }] of applied.entries()) {
    const known = migrations[position];
    if (!known) {
      const last = applied.at(-1)?.tag;
      throw new MigrationFault(
        "newer-database",
        `The database was opened by a newer Aisle (it has "${last}", this version ends at "${migrations.at(-1)?.tag ?? "nothing"}"). ` +
          "Start that version or a later one, or restore the backup made before the upgrade.",
      );
    }
    if (known.hash !== hash) {
      throw new MigrationFault(
        "changed-migration",
        `The migration "${tag}" was applied once and is "${known.tag}" with other contents now. ` +
          "Migrations are never edited: restore the file and add a new one with npm run db:generate.",
      );
    }
  }
}

function readMigrations(folder: string): Migration[] {
  // The journal's shape is drizzle-kit's own.
  const journal = JSON.parse(readFileSync(path.join(folder, "meta/_journal.json"), "utf8")) as { entries: { tag: string }[] };
  return journal.entries.map(({ tag }) => {
    // Git may check files out with CRLF: the hash is over the text as committed.
    const text = readFileSync(path.join(folder, `${tag}.sql`), "utf8").replaceAll("\r\n", "\n");
    const statements = text.split("--> statement-breakpoint").filter((statement) => statement.trim());
    return { tag, hash: createHash("sha256").update(text).digest("hex"), statements };
  });
}
