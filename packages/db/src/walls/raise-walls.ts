// Puts the policies of policies.ts on every table, whenever the database does not have exactly these.
//
//   role there? -> what stands (catalogue) == what was raised last, and from this source? -- yes --> nothing to do
//                                                         '-- no --> drop, enable, force, create, grant, note what stands now
//
// 1. In the migrations' own transaction, under their lock: no statement ever finds half a wall.
// 2. The database is believed by its catalogue, not by a note: a restored dump lacks the role's grants, a person may have
//    dropped a policy, and both are mended by the next start.
// 3. FORCE binds the tables' owner too. Its own policy lets in connections that say they are the owner's (client.ts).

import { createHash } from "node:crypto";
import pg from "pg";
import type { Database, Tx } from "../client.ts";
import { DOOR } from "../context.ts";
import { MigrationFault } from "../migration-fault.ts";
import { COUNTED_WITH, type TableWall, WALLS } from "./policies.ts";
import { APP_ROLE } from "./words.ts";

/** Raises the walls if they do not stand, and says whether it did. Throws MigrationFault when the role cannot be made. */
export async function raiseWalls(tx: Tx): Promise<boolean> {
  await makeRole(tx);
  const statements = (await tablesOf(tx)).flatMap((table) => wallOf(table, WALLS[table] ?? {}));
  const source = sha256(statements.join("\n"));
  const [noted] = await tx.query<{ note: string | null }>("select obj_description('migration'::regclass) as note");
  if (noted?.note === `${source} ${await standing(tx)}`) return false;
  for (const { tablename, policyname } of await tx.query<{ tablename: string; policyname: string }>(
    "select tablename, policyname from pg_policies where schemaname = current_schema()",
  )) {
    await tx.execute(`drop policy ${pg.escapeIdentifier(policyname)} on ${pg.escapeIdentifier(tablename)}`);
  }
  for (const statement of statements) await tx.execute(statement);
  for (const sequence of COUNTED_WITH) await tx.execute(`grant usage, select, update on sequence ${sequence} to ${APP_ROLE}`);
  await tx.execute(`comment on table migration is '${source} ${await standing(tx)}'`);
  return true;
}

/** The statements that wall one table in. */
function wallOf(table: string, wall: TableWall): string[] {
  const name = pg.escapeIdentifier(table);
  const rule = (text: string) => text.replaceAll("wall.", `${name}.`);
  const policy = (title: string, kind: string, clauses: string) =>
    `create policy "${title}" on ${name} for ${kind} to ${APP_ROLE} ${clauses}`;
  const { see, add, change, become = change, columns, remove } = wall;
  const granted = [
    see && "select",
    add && "insert",
    change && (columns ? `update (${columns.join(", ")})` : "update"),
    remove && "delete",
  ].filter(Boolean);
  return [
    `alter table ${name} enable row level security`,
    `alter table ${name} force row level security`,
    `revoke all on ${name} from public, ${APP_ROLE}`,
    `create policy "owner" on ${name} to current_user using ((select current_setting('app.owner', true) = 'on'))`,
    ...(see ? [policy("see", "select", `using (${rule(see)})`)] : []),
    ...(add ? [policy("add", "insert", `with check (${rule(add)})`)] : []),
    ...(change && become ? [policy("change", "update", `using (${rule(change)}) with check (${rule(become)})`)] : []),
    ...(remove ? [policy("remove", "delete", `using (${rule(remove)})`)] : []),
    ...(granted.length > 0 ? [`grant ${granted.join(", ")} on ${name} to ${APP_ROLE}`] : []),
  ];
}

async function tablesOf(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(
    `select relname as name from pg_class
     where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and relpersistence <> 't' order by relname`,
  );
  return rows.map(({ name }) => name);
}

/** A hash of what stands: policies, flags and grants, as the catalogue has them. */
async function standing(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ hash: string }>(
    `select md5(coalesce((select string_agg(p::text, ';' order by tablename, policyname) from pg_policies p
         where schemaname = current_schema()), '')
       || coalesce((select string_agg(concat_ws(' ', relname, relrowsecurity, relforcerowsecurity, relacl), ';' order by relname)
         from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p', 'S') and relpersistence <> 't'), '')
       || coalesce((select string_agg(concat_ws(' ', attrelid::regclass, attname, attacl), ';' order by attrelid::regclass::text, attname)
         from pg_attribute a join pg_class c on c.oid = a.attrelid
         where c.relnamespace = current_schema()::regnamespace and attacl is not null), '')) as hash`,
  );
  return row?.hash ?? "";
}

/** Makes the role where it is missing, and makes the owner a member, who may then become it. */
async function makeRole(tx: Tx): Promise<void> {
  const [now] = await tx.query<{
    has_role: boolean;
    may_make: boolean;
    is_superuser: boolean;
    me: string;
    may_set: boolean;
    has_options: boolean;
  }>(
    `select exists(select from pg_roles where rolname = $1) as has_role, rolcreaterole as may_make, rolsuper as is_superuser,
       quote_ident(current_user) as me, current_setting('server_version_num')::int >= 160000 as has_options, rolsuper or exists(
         select from pg_auth_members m join pg_roles r on r.oid = m.roleid
         where r.rolname = $1 and m.member = me.oid and coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)) as may_set
     from pg_roles me where rolname = current_user`,
    [APP_ROLE],
  );
  if (!now) throw new Error("the database does not know its own user");
  if (now.has_role && now.may_set) return;
  if (!now.may_make && !now.is_superuser) {
    throw new MigrationFault(
      "no-role",
      `Head office serves as the role ${APP_ROLE}, which row-level security binds; ${now.me} may not make it. ` +
        `Let an administrator of the database run:\n  ${now.has_role ? "" : `create role ${APP_ROLE} nologin; `}grant ${APP_ROLE} to ${now.me};`,
    );
  }
  // Another database of the same server may be making it at this moment.
  await tx.execute(
    `do $$ begin create role ${APP_ROLE} nologin nobypassrls; exception when duplicate_object or unique_violation then null; end $$`,
  );
  if (!now.is_superuser)
    await tx.execute(`grant ${APP_ROLE} to current_user${now.has_options ? " with inherit false, set true" : ""}`);
}

/**
 * Refuses to serve as somebody whom no policy binds: a superuser, a role that bypasses row-level security, or the tables' owner.
 * Throws MigrationFault.
 */
export async function refuseUnbound(database: Database): Promise<void> {
  const [now] = await database.as(DOOR).query<{ me: string; is_unbound: boolean; owns: boolean }>(
    `select current_user as me, rolsuper or rolbypassrls as is_unbound,
       exists(select from pg_tables where schemaname = current_schema() and tableowner = current_user) as owns
     from pg_roles where rolname = current_user`,
  );
  if (now?.me === APP_ROLE && !now.is_unbound && !now.owns) return;
  throw new MigrationFault(
    "unbound-role",
    `Head office would serve as ${now?.me ?? "nobody"}, whom row-level security does not bind. It serves as ${APP_ROLE}, which must own no ` +
      `table and be neither superuser nor BYPASSRLS: alter role ${APP_ROLE} nosuperuser nobypassrls; ` +
      "A pooler in front of Postgres must pass on the startup setting options.",
  );
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
