// One statement with its context, in one round trip and in one transaction of its own.
//
//   Bind set-context, Execute | Parse, Bind, Describe, Execute the statement | Sync
//   '------------------------ one implicit transaction ------------------------'
//
// 1. Postgres runs everything up to a Sync in one transaction (its documentation, "Pipelining"): the settings live as long as
//    the statement and no longer.
// 2. When setting the context fails, Postgres skips everything up to the Sync: the statement never runs without it.

import pg from "pg";
import { type Context, contextValues, SET_CONTEXT } from "./context.ts";

type Wire = { bind(about: object): void; execute(about: object): void };

/** What `pg.Query` does on the wire (pg 8.23.1, lib/query.js); its types leave it out. */
type WireQuery = {
  prepare(connection: Wire): void;
  handleCommandComplete(message: object, connection: Wire): void;
  queryMode: "extended";
};

// Boundary: the class is the one pg exports, described as far as it is used here.
const WireQuery = pg.Query as unknown as new (
  config: pg.QueryConfig,
  callback: (fault: Error | null, result: pg.QueryResult) => void,
) => WireQuery;

class StatementInContext extends WireQuery {
  readonly #context: readonly string[];
  #isContextSet = false;

  constructor(statement: pg.QueryConfig, context: readonly string[], callback: ConstructorParameters<typeof WireQuery>[1]) {
    super(statement, callback);
    this.#context = context;
    // Also without values: the simple protocol would be a transaction of its own.
    this.queryMode = "extended";
  }

  override prepare(connection: Wire): void {
    connection.bind({ statement: SET_CONTEXT.name, values: this.#context });
    connection.execute({ portal: "", rows: 0 });
    super.prepare(connection);
  }

  /** The first completion is the context's. */
  override handleCommandComplete(message: object, connection: Wire): void {
    if (this.#isContextSet) super.handleCommandComplete(message, connection);
    this.#isContextSet = true;
  }
}

/** Runs `statement` under `context`. The connection must know `SET_CONTEXT` (`prepareContext`). */
export function queryInContext(client: pg.PoolClient, statement: pg.QueryConfig, context: Context): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    const query = new StatementInContext(statement, contextValues(context), (fault, result) =>
      fault ? reject(fault) : resolve(result),
    );
    // Boundary: it is a `pg.Query`, which the client takes as it takes a text.
    client.query(query as unknown as pg.Submittable);
  });
}
