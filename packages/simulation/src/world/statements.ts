// Stands between head office and Postgres, and lets a process die, stand still or meet a fault at a chosen statement.
//
//   statement 0 .. 1 .. 2 .. commit        "before": it never reaches Postgres    "after": it has run, nobody hears of it
//
// What dies rolls back, as Postgres does when a connection is gone, and its promises never come back.

import { ConnectionLost, type Database } from "@aisle/db";
import type { Statement } from "../sabotage.ts";
import type { DatabaseFault, NetworkFate, Place } from "../story.ts";

/** What happened to the process while it worked; `fate` resolves with it, or never when nothing did. */
export type Interrupted =
  | { readonly kind: "died" }
  /** `goOn` lets it finish; `die` ends it where it stands. */
  | { readonly kind: "stalled"; readonly goOn: () => void; readonly die: () => Promise<void> };

type Listener = (cause: Error) => void;

/** A connection as `withTx` uses it. */
type Client = {
  readonly query: (query: unknown, values?: unknown[]) => Promise<unknown>;
  readonly on: (event: "error", listener: Listener) => unknown;
  readonly off: (event: "error", listener: Listener) => unknown;
  readonly release: (fault?: Error) => void;
};

const TEXT_AT = { order: "insert into customer_order", commit: "commit" } as const;
const NEVER = new Promise<never>(() => {});

/** `database` under one fate, for one exchange. Statements are counted over all its connections. */
export function underFate(
  database: Database,
  { fate, rewrite }: { readonly fate: NetworkFate; readonly rewrite?: ((statement: Statement) => string) | undefined },
): { readonly database: Database; readonly interrupted: Promise<Interrupted> } {
  let count = 0;
  let isDead = false;
  let isSpent = false;
  let held: Promise<void> | null = null;
  let tell: (what: Interrupted) => void = () => {};
  const interrupted = new Promise<Interrupted>((resolve) => {
    tell = resolve;
  });
  const open = new Map<Client, Set<Listener>>();

  const die = async () => {
    isDead = true;
    for (const [client, listeners] of open) {
      await client.query("rollback").catch(() => undefined);
      for (const listener of listeners) client.off("error", listener);
      client.release();
    }
    open.clear();
  };

  const meets = (at: Place, text: string) => {
    if (isSpent || !(typeof at === "number" ? at <= count : text.includes(TEXT_AT[at]))) return false;
    isSpent = true;
    return true;
  };

  /** Runs one statement; `end` rolls back what the connection had under way. */
  const statement = async <T>(text: string, run: () => Promise<T>, fail: (fault: DatabaseFault) => Promise<T>): Promise<T> => {
    if (isDead) return NEVER;
    if (held) {
      await held;
      if (isDead) return NEVER;
    }
    const isMet = fate.kind !== "fine" && "at" in fate && meets(fate.at, text);
    count++;
    if (!isMet) return run();
    if (fate.kind === "killed") {
      isDead = true;
      if (fate.when === "after") await run().catch(() => undefined);
      await die();
      tell({ kind: "died" });
      return NEVER;
    }
    if (fate.kind === "stalled") {
      let goOn: () => void = () => {};
      held = new Promise((resolve) => {
        goOn = resolve;
      });
      tell({ kind: "stalled", goOn, die });
      await held;
      return isDead ? NEVER : run();
    }
    return fate.kind === "database" ? fail(fate.fault) : run();
  };

  /** A statement planned under a name keeps its text on a connection, so another text needs another name. */
  const writtenAs = (asked: Statement): Statement => {
    const text = rewrite?.(asked) ?? asked.text;
    return text === asked.text ? asked : { text, name: `${asked.name}-broken` };
  };
  const written = (query: unknown) =>
    rewrite && typeof query === "object" && query !== null && "text" in query && "name" in query
      ? { ...query, ...writtenAs({ text: String(query.text), name: String(query.name) }) }
      : query;

  const connect = async (): Promise<Client> => {
    if (isDead) return NEVER;
    // Boundary: pg's own types list every shape of a query; `withTx` uses those that answer with a promise.
    const client = (await database.pool.connect()) as unknown as Client;
    const listeners = new Set<Listener>();
    open.set(client, listeners);
    let isLost = false;
    const fail = async (fault: DatabaseFault, run: () => Promise<unknown>) => {
      if (fault === "lost-after") await run().catch(() => undefined);
      if (fault === "lost-before" || fault === "lost-after") {
        // Nothing more passes on it, or what was already on its way would run by itself, outside the transaction.
        isLost = true;
        await client.query("rollback");
        throw new ConnectionLost(new Error(`the connection was ${fault}`));
      }
      return client.query(`do $$ begin raise sqlstate '${fault}'; end $$`);
    };
    return {
      query: (query, values) => {
        const text = textOf(query);
        const run = async () => {
          if (isLost) throw new ConnectionLost(new Error("the connection was lost before"));
          return client.query(written(query), values);
        };
        return text === "rollback" && !isDead ? run() : statement(text, run, (fault) => fail(fault, run));
      },
      on: (event, listener) => {
        listeners.add(listener);
        client.on(event, listener);
      },
      off: (event, listener) => {
        listeners.delete(listener);
        client.off(event, listener);
      },
      release: (fault) => {
        if (open.delete(client)) client.release(fault);
      },
    };
  };
  const alone = async <T>(text: string, run: () => Promise<T>) =>
    statement(text, run, async (fault) => {
      if (fault === "lost-after") await run();
      throw new ConnectionLost(new Error(`the connection was ${fault}`));
    });
  return {
    database: {
      ...database,
      // Boundary: of the pool only `connect` is used.
      pool: { connect } as unknown as Database["pool"],
      as: (context) => {
        const queries = database.as(context);
        return {
          query: (text, values, name) => {
            const { text: other, name: otherName } = writtenAs({ text, name: name ?? "" });
            return alone(other, () => queries.query(other, values, otherName || undefined));
          },
          execute: (text, values, name) => alone(text, () => queries.execute(text, values, name)),
        };
      },
    },
    interrupted,
  };
}

function textOf(query: unknown): string {
  if (typeof query === "string") return query;
  return typeof query === "object" && query !== null && "text" in query ? String(query.text) : "";
}
