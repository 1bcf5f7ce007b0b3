import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import { ConnectionLost } from "./database-fault.ts";

/** Statements. Give a `name` to one that runs often: Postgres then plans it once per connection. */
export type Querying = {
  query<Row>(text: string, values?: readonly unknown[], name?: string): Promise<Row[]>;
  /** Returns how many rows the statement touched. */
  execute(text: string, values?: readonly unknown[], name?: string): Promise<number>;
};

/** A pool of connections. `query` and `execute` run one statement each, outside any transaction and without a context. */
export type Database = Querying & {
  readonly pool: pg.Pool;
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** One transaction. Throws when used after its end: a late statement would run outside it, without its context. */
export type Tx = Querying & {
  /**
   * For a transaction's last statements: COMMIT is sent right behind them without waiting for their answers, so that the locks
   * they take are held for no round trip more than needed. When one fails, the transaction rolls back and `withTx` throws.
   */
  closing(statement: Promise<unknown>): void;
  /** Drizzle on this transaction; its own `transaction` is left out on purpose. */
  readonly db: Omit<NodePgDatabase, "transaction">;
};

export type TxContext = {
  readonly associateId?: string | undefined;
  readonly deviceId?: string | undefined;
  readonly locationId?: string | undefined;
  readonly role?: string | undefined;
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

/** Opens a pool on a `postgresql://` URL. Connects with the first statement, not before. */
export function createDatabase(url: string, options: DatabaseOptions = {}): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.applicationName ?? "aisle",
    connectionTimeoutMillis: 10_000,
    ...(options.isForPhones ? SHORT_PATIENCE : {}),
    // Statements of one connection may be under way together; Postgres still runs them one after the other.
    pipeline: true,
  });
  // Without listeners a broken connection is an unhandled "error" event, which ends the whole process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  pool.on("error", (cause) => options.onIdleConnectionLost?.(cause));

  const once = async <T>(work: (queries: Querying) => Promise<T>) => {
    const connection = await borrow(pool);
    try {
      return await work(connection.queries);
    } finally {
      connection.giveBack();
    }
  };
  const close = () => pool.end();
  return {
    pool,
    query: (text, values, name) => once((queries) => queries.query(text, values, name)),
    execute: (text, values, name) => once((queries) => queries.execute(text, values, name)),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/**
 * Runs `work` in one transaction and commits, or rolls back and rethrows. The context is set for this transaction only, where
 * row-level security reads it: `app.associate_id`, `app.device_id`, `app.location_id`, `app.role`.
 *
 * Takes the place of Drizzle's `db.transaction`, of which three faults matter here (drizzle-orm 0.45): a backend terminated
 * mid-transaction ends the process (#3908), a refused BEGIN leaks the pooled connection (#6023), and a handle used after
 * the commit runs outside the transaction (#6083).
 */
export async function withTx<T>(database: Database, context: TxContext, work: (tx: Tx) => Promise<T>): Promise<T> {
  const connection = await borrow(database.pool);
  try {
    await connection.run(beginText(context));
    const value = await work(connection.queries);
    connection.poison();
    const [ended] = await Promise.all([connection.run("commit"), ...connection.closings]);
    // After a failed statement that `work` swallowed, Postgres answers COMMIT with a quiet ROLLBACK.
    if (ended.command !== "COMMIT") throw new Error("The transaction was rolled back: a statement in it failed and was ignored");
    return value;
  } catch (fault) {
    connection.poison();
    await connection.rollBack();
    throw fault;
  } finally {
    connection.giveBack();
  }
}

type Connection = {
  readonly queries: Tx;
  readonly closings: readonly Promise<unknown>[];
  run(query: string | pg.QueryConfig): Promise<pg.QueryResult>;
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

  const run = async (query: string | pg.QueryConfig, values?: unknown[]) => {
    try {
      return await client.query(query, values);
    } catch (fault) {
      throw lost && !(fault instanceof pg.DatabaseError) ? new ConnectionLost(fault) : fault;
    }
  };
  const runOpen = (query: string | pg.QueryConfig, values?: unknown[]) => {
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

/** BEGIN and the context in one round trip: a simple query of two statements. */
function beginText({ isolation, readOnly, ...context }: TxContext): string {
  const settings = [
    ["app.associate_id", context.associateId],
    ["app.device_id", context.deviceId],
    ["app.location_id", context.locationId],
    ["app.role", context.role],
  ].flatMap(([key, value]) => (value === undefined ? [] : [`set_config('${key}', ${pg.escapeLiteral(value)}, true)`]));
  const begin = `begin${isolation ? ` isolation level ${isolation}` : ""}${readOnly ? " read only" : ""}`;
  return settings.length ? `${begin}; select ${settings.join(", ")}` : begin;
}
