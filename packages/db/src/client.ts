import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { type Context, contextValues, isSomebody, prepareContext, SET_CONTEXT } from "./context.ts";
import { ConnectionLost } from "./database-fault.ts";
import { queryInContext } from "./statement-in-context.ts";
import { APP_ROLE, OWNERS_SETTING } from "./walls/words.ts";

/** Statements. Give a `name` to one that runs often: Postgres then plans it once per connection. */
export type Querying = {
  query<Row>(text: string, values?: readonly unknown[], name?: string): Promise<Row[]>;
  /** Returns how many rows the statement touched. */
  execute(text: string, values?: readonly unknown[], name?: string): Promise<number>;
};

/** A pool of connections, as head office has it: whoever asks it something says whose work it is. */
export type Database = {
  readonly pool: pg.Pool;
  /** Runs each statement in a transaction of its own under this context, in one round trip. */
  as(context: Context): Querying;
  /** Whether every statement of it is bound by the tables' policies. */
  readonly isWalled: boolean;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** The owner's: `query` and `execute` run one statement each, outside any transaction and without a context. */
export type OwnersDatabase = Database & Querying;

/** One transaction. Throws when used after its end: a late statement would run outside it, without its context. */
export type Tx = Querying & {
  /**
   * For a transaction's last statements: COMMIT is sent right behind them without waiting for their answers, so that the locks
   * they take are held for no round trip more than needed. When one fails, the transaction rolls back and `withTx` throws.
   */
  closing(statement: Promise<unknown>): void;
  /** From here on the transaction is this context's, of which its first statements found out whose it is. */
  become(context: Context): Promise<void>;
  /** Drizzle on this transaction; its own `transaction` is left out on purpose. */
  readonly db: Omit<NodePgDatabase, "transaction">;
};

export type TxContext = Context & {
  /** Postgres's default is "read committed". */
  readonly isolation?: "read committed" | "repeatable read" | "serializable";
  readonly readOnly?: boolean;
};

export type DatabaseOptions = {
  /** Connections at most; 10 unless said. */
  readonly max?: number;
  readonly applicationName?: string;
  /** Whether a phone waits for the answer: then no statement runs, waits for a lock or leaves a transaction open for long. */
  readonly isForPhones?: boolean;
  /** Told when an idle connection breaks. Nothing is lost: the pool opens another. */
  readonly onIdleConnectionLost?: (cause: Error) => void;
};

/** In ms. A phone gives up after 20 s; what is cut off here is answered "try later". */
const SHORT_PATIENCE = { statement_timeout: 30_000, lock_timeout: 10_000, idle_in_transaction_session_timeout: 30_000 };

/**
 * Opens a pool on a `postgresql://` URL as whoever the URL names: for migrations, imports, the seed and tests. Connects with the
 * first statement, not before.
 */
export function createDatabase(url: string, options: DatabaseOptions = {}): OwnersDatabase {
  const database = openPool(url, OWNERS_SETTING, options);
  const once = database.borrowing;
  return {
    ...database,
    isWalled: false,
    query: (text, values, name) => once((connection) => connection.queries.query(text, values, name)),
    execute: (text, values, name) => once((connection) => connection.queries.execute(text, values, name)),
  };
}

/**
 * Opens the pool that head office serves from. Its connections are of the role `aisle_app`, which owns nothing and which the
 * policies of every table bind: a statement without a context would see nothing, and is refused before it is sent.
 */
export function createServerDatabase(url: string, options: DatabaseOptions = {}): Database {
  return { ...openPool(url, `-c role=${APP_ROLE}`, options), isWalled: true };
}

function openPool(url: string, setting: string, options: DatabaseOptions) {
  const pool = new pg.Pool({
    connectionString: withSetting(url, setting),
    max: options.max ?? 10,
    application_name: options.applicationName ?? "aisle",
    connectionTimeoutMillis: 10_000,
    ...(options.isForPhones ? SHORT_PATIENCE : {}),
    // Statements of one connection may be under way together; Postgres still runs them one after the other.
    pipeline: true,
  });
  pool.on("connect", (client) => {
    // Without listeners a broken connection is an unhandled "error" event, which ends the whole process.
    client.on("error", () => undefined);
    prepareContext(client);
  });
  pool.on("error", (cause) => options.onIdleConnectionLost?.(cause));

  const borrowing = async <T>(work: (connection: Connection) => Promise<T>) => {
    const connection = await borrow(pool);
    try {
      return await work(connection);
    } finally {
      connection.giveBack();
    }
  };
  const as = (context: Context): Querying => {
    refuseNobody(context);
    const run = (text: string, values: readonly unknown[] = [], name?: string) =>
      borrowing(({ runAs }) => runAs({ text, values: [...values], ...(name === undefined ? {} : { name }) }, context));
    return {
      // The caller knows its statement's row shape; Postgres's answer is untyped.
      query: async <Row>(text: string, values?: readonly unknown[], name?: string) =>
        (await run(text, values, name)).rows as Row[],
      execute: async (text, values, name) => (await run(text, values, name)).rowCount ?? 0,
    };
  };
  const close = () => pool.end();
  return { pool, as, borrowing, close, [Symbol.asyncDispose]: close };
}

/** Adds a setting to those that the URL itself brings, and after them: so it is the one that counts. */
function withSetting(url: string, setting: string): string {
  const start = url.indexOf("?");
  const parameters = new URLSearchParams(start < 0 ? "" : url.slice(start));
  parameters.set("options", [parameters.get("options"), setting].filter(Boolean).join(" "));
  return `${start < 0 ? url : url.slice(0, start)}?${parameters}`;
}

function refuseNobody(context: Context): void {
  if (!isSomebody(context)) throw new Error("A statement of head office says whose work it is: its context names nobody");
}

/**
 * Runs `work` in one transaction and commits, or rolls back and rethrows. The context is set for this transaction only, where
 * row-level security reads it. The owner's may leave it out.
 *
 * Takes the place of Drizzle's `db.transaction`, of which three faults matter here (drizzle-orm 0.45): a backend terminated
 * mid-transaction ends the process (#3908), a refused BEGIN leaks the pooled connection (#6023), and a handle used after
 * the commit runs outside the transaction (#6083).
 */
export async function withTx<T>(database: Database, context: TxContext, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (database.isWalled) refuseNobody(context);
  const connection = await borrow(database.pool);
  const begun = Promise.all([connection.run(beginText(context)), isSomebody(context) && connection.queries.become(context)]);
  begun.catch(() => undefined);
  try {
    // The owner's work waits for it: what ran after a BEGIN that failed would be done for good, statement by statement. Head
    // office's is sent right behind: without the transaction there is no context, and without one nothing is seen or written.
    if (!database.isWalled) await begun;
    const value = await work(connection.queries);
    connection.poison();
    const [ended] = await Promise.all([connection.run("commit"), begun, ...connection.closings]);
    // After a failed statement that `work` swallowed, Postgres answers COMMIT with a quiet ROLLBACK.
    if (ended.command !== "COMMIT") throw new Error("The transaction was rolled back: a statement in it failed and was ignored");
    return value;
  } catch (fault) {
    connection.poison();
    await connection.rollBack();
    // Where the beginning failed, all else failed of that.
    await begun;
    throw fault;
  } finally {
    connection.giveBack();
  }
}

type Connection = {
  readonly queries: Tx;
  readonly closings: readonly Promise<unknown>[];
  run(query: string | pg.QueryConfig): Promise<pg.QueryResult>;
  runAs(statement: pg.QueryConfig, context: Context): Promise<pg.QueryResult>;
  rollBack(): Promise<void>;
  /** From here on `queries` throws. */
  poison(): void;
  giveBack(): void;
};

async function borrow(pool: pg.Pool): Promise<Connection> {
  const client = await pool.connect().catch((cause: unknown) => {
    throw cause instanceof pg.DatabaseError ? cause : new ConnectionLost(cause);
  });
  let over = false;
  let lost: Error | undefined;
  const onError = (cause: Error) => {
    lost = cause;
  };
  client.on("error", onError);

  const orLost = async (answer: Promise<pg.QueryResult>) => {
    try {
      return await answer;
    } catch (fault) {
      throw lost && !(fault instanceof pg.DatabaseError) ? new ConnectionLost(fault) : fault;
    }
  };
  const run = (query: string | pg.QueryConfig, values?: unknown[]) => orLost(client.query(query, values));
  const runOpen = async (query: string | pg.QueryConfig, values?: unknown[]) => {
    if (over) throw new Error("This transaction is over: its handle was used after its end");
    return run(query, values);
  };
  const named = (text: string, values: readonly unknown[] = [], name?: string) =>
    runOpen({ text, values: [...values], ...(name === undefined ? {} : { name }) });

  const closings: Promise<unknown>[] = [];
  let drizzled: NodePgDatabase | undefined;
  const queries: Tx = {
    // The caller knows its statement's row shape; Postgres's answer is untyped.
    query: async <Row>(text: string, values?: readonly unknown[], name?: string) =>
      (await named(text, values, name)).rows as Row[],
    execute: async (text, values, name) => (await named(text, values, name)).rowCount ?? 0,
    closing: (statement) => {
      // Its failure is awaited with the COMMIT; until then nobody is listening.
      statement.catch(() => undefined);
      closings.push(statement);
    },
    become: async (context) => {
      await runOpen({ ...SET_CONTEXT, values: contextValues(context) });
    },
    get db() {
      // Drizzle only ever calls `query` on a client; this one refuses after the end.
      drizzled ??= drizzle({ query: runOpen } as unknown as pg.PoolClient);
      return drizzled;
    },
  };
  return {
    queries,
    closings,
    run,
    runAs: (statement, context) => orLost(queryInContext(client, statement, context)),
    rollBack: () =>
      client.query("rollback").then(
        () => undefined,
        (cause: Error) => {
          lost ??= cause;
        },
      ),
    poison: () => {
      over = true;
    },
    giveBack: () => {
      over = true;
      client.off("error", onError);
      client.release(lost);
    },
  };
}

function beginText({ isolation, readOnly }: TxContext): string {
  return `begin${isolation ? ` isolation level ${isolation}` : ""}${readOnly ? " read only" : ""}`;
}
