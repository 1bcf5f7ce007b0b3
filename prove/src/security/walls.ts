// The walls in Postgres, tortured: what breaks under a transaction, and who sees whose rows.
//
//   kill its backend, refuse its BEGIN, refuse its context   ->  the process lives, the pool is whole
//   1,000 people at once on 4 connections, some of them cut off ->  each sees the own row, and no other
//   the same without a transaction around the context (naive)  ->  must be caught: it leaks
import { randomUUID } from "node:crypto";
import type { BenchTable } from "@aisle/bench/table";
import { type Context, type Database, isTransient, OFFICE, type Tx, withTx } from "@aisle/db";
import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";

const TIMES = 1_000;
const CONNECTIONS = 4;

export async function proveWalls(): Promise<BenchTable> {
  const heard = hearUnhandled();
  await using database = await createTestDatabase({ max: CONNECTIONS });
  const server = database.server;
  const killed = await breakTransactions(server, (tx) => killBackendOf(tx, database));
  const refusedBegins = await breakTransactions(server, null, { isolation: "no such level" });
  const refusedContexts = await breakTransactions(server, null, { associateId: "a\0b" });
  const whole = await connectionsAtOnce(server);
  const phones = await addPhones(database);
  const ours = await interleave(phones, (deviceId, index) => seenInContext(server, { deviceId, index, database }));
  const naive = await interleave(phones, (deviceId) => seenNaively(server, deviceId));
  const open = await openTables(database);
  const unhandled = heard();
  const is = (claim: string, value: number, bar: number) => ({ claim, value, bar, holds: value === bar });
  return {
    title: `Transactions broken ${TIMES} times each, and ${TIMES} people at once on ${CONNECTIONS} connections`,
    columns: ["what", "times", "went through", "rows of somebody else"],
    rows: [
      ["backend killed inside the transaction", TIMES, killed, "-"],
      ["BEGIN refused", TIMES, refusedBegins, "-"],
      ["context refused", TIMES, refusedContexts, "-"],
      ["one context per statement or transaction", ours.asked, ours.answered, ours.others],
      ["naive: a context set on the connection", naive.asked, naive.answered, naive.others],
    ],
    bars: [
      is("faults that would have ended the process", unhandled, 0),
      is("broken transactions that went through", killed + refusedBegins + refusedContexts, 0),
      is("connections in the pool afterwards", whole, CONNECTIONS),
      is("rows of somebody else seen", ours.others, 0),
      is("people who did not see their own row", ours.answered - ours.own, 0),
      is("tables without forced row-level security or a policy, or that show a row to nobody", open, 0),
      { claim: "the naive way is caught", value: naive.others, bar: "above 0", holds: naive.others > 0 },
    ],
  };
}

/** Counts what nobody caught: in a program without this, each one ends the process. */
function hearUnhandled(): () => number {
  let count = 0;
  const note = () => {
    count++;
  };
  process.on("uncaughtException", note);
  process.on("unhandledRejection", note);
  return () => {
    process.off("uncaughtException", note);
    process.off("unhandledRejection", note);
    return count;
  };
}

async function killBackendOf(tx: Tx, owner: TestDatabase): Promise<never> {
  const [mine] = await tx.query<{ pid: number }>("select pg_backend_pid() as pid");
  await owner.query("select pg_terminate_backend($1)", [mine?.pid]);
  // Until the connection says so itself.
  for (;;) await tx.query("select 1");
}

/** Runs transactions that must fail, many at once; how many did not. */
async function breakTransactions(
  database: Database,
  work: ((tx: Tx) => Promise<never>) | null,
  about: object = {},
): Promise<number> {
  let through = 0;
  const worker = async () => {
    for (let done = 0; done < TIMES / CONNECTIONS; done++) {
      // Boundary: a level that does not exist is what makes BEGIN fail.
      const context = { ...OFFICE, ...about } as Context;
      const fault = await withTx(database, context, async (tx) => work?.(tx)).then(
        () => null,
        (caught: unknown) => caught,
      );
      if (fault === null || (work && !isTransient(fault))) through++;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, worker));
  return through;
}

/** How many different backends serve at once, when all are wanted. */
async function connectionsAtOnce(database: Database): Promise<number> {
  const pids = await Promise.all(
    Array.from({ length: CONNECTIONS }, () =>
      withTx(database, OFFICE, (tx) => tx.query<{ pid: number }>("select pg_sleep(0.2), pg_backend_pid() as pid")),
    ),
  );
  return new Set(pids.flat().map(({ pid }) => pid)).size;
}

async function addPhones(database: TestDatabase): Promise<readonly string[]> {
  await database.execute("insert into location (location_id, name, kind) values ('downtown', 'Downtown', 'store')");
  const rows = await database.query<{ device_id: string }>(
    "insert into device (device_id, location_id) select gen_random_uuid(), 'downtown' from generate_series(1, $1) returning device_id",
    [TIMES],
  );
  return rows.map((row) => row.device_id);
}

type Interleaved = { readonly asked: number; readonly answered: number; readonly own: number; readonly others: number };

async function interleave(
  phones: readonly string[],
  see: (deviceId: string, index: number) => Promise<readonly string[] | null>,
): Promise<Interleaved> {
  const seen = await Promise.all(phones.map(async (deviceId, index) => ({ deviceId, rows: await see(deviceId, index) })));
  const answered = seen.flatMap(({ deviceId, rows }) => (rows ? [{ deviceId, rows }] : []));
  return {
    asked: phones.length,
    answered: answered.length,
    own: answered.filter(({ deviceId, rows }) => rows.includes(deviceId)).length,
    others: answered.reduce((sum, { deviceId, rows }) => sum + rows.filter((row) => row !== deviceId).length, 0),
  };
}

const idsOf = (rows: readonly { readonly device_id: string }[]) => rows.map((row) => row.device_id);

/** By turns as one statement, as a transaction of two, and in the middle of statements that fail or lose their connection. */
async function seenInContext(
  server: Database,
  { deviceId, index, database }: { readonly deviceId: string; readonly index: number; readonly database: TestDatabase },
): Promise<readonly string[] | null> {
  const see = "select device_id from device";
  if (index % 5 === 4) {
    await withTx(server, { deviceId, associateId: randomUUID() }, (tx) =>
      index % 50 === 49 ? killBackendOf(tx, database) : tx.execute("select 1 / 0"),
    ).catch(() => undefined);
  }
  if (index % 2 === 0)
    return idsOf(await server.as({ deviceId }).query<{ device_id: string }>(see, [], index % 4 === 0 ? "see" : undefined));
  return withTx(server, { deviceId }, async (tx) => {
    const first = idsOf(await tx.query<{ device_id: string }>(see));
    return [...first, ...idsOf(await tx.query<{ device_id: string }>(see))];
  });
}

/** The broken variant: the context is set on a connection, and the statement goes to whichever is free. */
async function seenNaively(server: Database, deviceId: string): Promise<readonly string[]> {
  await server.pool.query("select set_config('app.device_id', $1, false)", [deviceId]);
  const { rows } = await server.pool.query<{ device_id: string }>("select device_id from device");
  return idsOf(rows);
}

/** Tables that are not walled in, and tables that show a row where nobody is known. */
async function openTables(database: TestDatabase): Promise<number> {
  const tables = await database.query<{ name: string; is_open: boolean; is_granted: boolean }>(
    `select relname as name, has_table_privilege('aisle_app', oid, 'select') as is_granted,
       not (relrowsecurity and relforcerowsecurity and exists (select from pg_policy where polrelid = c.oid)) as is_open
     from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
  );
  const showing = await withTx(database, {}, async (tx) => {
    await tx.execute("set local role aisle_app");
    const counts = [];
    for (const { name, is_granted: isGranted } of tables) {
      if (isGranted) counts.push(...(await tx.query<{ rows: number }>(`select count(*)::int as rows from ${name}`)));
    }
    return counts.filter(({ rows }) => rows > 0).length;
  });
  return tables.filter((table) => table.is_open).length + showing;
}
