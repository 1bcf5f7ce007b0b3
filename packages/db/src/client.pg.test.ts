import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type Tx, withTx } from "./client.ts";
import { ConnectionLost, isTransient, violatedConstraint } from "./database-fault.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ max: 3 });
  await database.execute("create table note (text text primary key)");
});

afterAll(() => database.close());

const notes = async () => (await database.query<{ text: string }>("select text from note order by text")).map(({ text }) => text);

describe("withTx", () => {
  test("commits what it did and returns what the work returned", async () => {
    const rows = await withTx(database, {}, async (tx) => {
      await tx.execute("insert into note values ('kept')");
      return await tx.query<{ count: number }>("select count(*)::int as count from note where text = 'kept'");
    });
    expect(rows).toEqual([{ count: 1 }]);
    expect(await notes()).toContain("kept");
  });

  test("rolls back and rethrows what the work threw", async () => {
    const fault = new Error("no");
    const work = async (tx: Tx) => {
      await tx.execute("insert into note values ('lost')");
      throw fault;
    };
    await expect(withTx(database, {}, work)).rejects.toBe(fault);
    expect(await notes()).not.toContain("lost");
  });

  test("sets the context for one transaction only, whatever its letters", async () => {
    const read = "select current_setting('app.associate_id', true) as id, current_setting('app.role', true) as role";
    const associateId = "O'Neil\\'; drop table note; --";
    expect(await withTx(database, { associateId, role: "manager" }, (tx) => tx.query(read))).toEqual([
      { id: associateId, role: "manager" },
    ]);
    const pools = await Promise.all([1, 2, 3].map(() => withTx(database, {}, (tx) => tx.query<{ id: string | null }>(read))));
    expect(pools.flat().every(({ id }) => !id)).toBe(true);
    await expect(notes()).resolves.toBeDefined();
  });

  test("runs a read-only transaction at the isolation asked for", async () => {
    const context = { isolation: "repeatable read", readOnly: true } as const;
    expect(await withTx(database, context, (tx) => tx.query("show transaction_isolation"))).toEqual([
      { transaction_isolation: "repeatable read" },
    ]);
    await expect(withTx(database, context, (tx) => tx.execute("insert into note values ('x')"))).rejects.toThrow("read-only");
  });

  test("does not call a transaction done whose failed statement the work swallowed", async () => {
    const work = async (tx: Tx) => {
      await tx.execute("insert into note values ('half')");
      await tx.execute("select 1 / 0").catch(() => undefined);
    };
    await expect(withTx(database, {}, work)).rejects.toThrow("rolled back");
    expect(await notes()).not.toContain("half");
  });

  test("gives Drizzle the same transaction", async () => {
    const work = async (tx: Tx) => {
      await tx.execute("insert into note values ('drizzled')");
      const { rows } = await tx.db.execute(sql`select text from note where text = 'drizzled'`);
      return rows;
    };
    expect(await withTx(database, {}, work)).toEqual([{ text: "drizzled" }]);
  });

  test("survives its backend being terminated, and says that the connection was lost", async () => {
    const work = async (tx: Tx) => {
      const [mine] = await tx.query<{ pid: number }>("select pg_backend_pid() as pid");
      await database.query("select pg_terminate_backend($1, 5000)", [mine?.pid]);
      await tx.query("select 1");
    };
    const fault = await withTx(database, {}, work).catch((caught: unknown) => caught);
    expect(isTransient(fault)).toBe(true);
    await expect(database.query("select 1 as one")).resolves.toEqual([{ one: 1 }]);
  });

  test("leaks no connection when BEGIN is refused", async () => {
    // A text that Postgres cannot hold makes the statement that begins fail.
    for (let tries = 0; tries < 4; tries++) {
      await expect(withTx(database, { associateId: "a\0b" }, async () => undefined)).rejects.toThrow();
    }
    const all = [1, 2, 3].map(() => withTx(database, {}, (tx) => tx.query("select 1 as one")));
    expect(await Promise.all(all)).toEqual([[{ one: 1 }], [{ one: 1 }], [{ one: 1 }]]);
  });

  test("has its whole pool after any number of broken backends, refused BEGINs and failed works", async () => {
    const breakage = [
      (tx: Tx) => tx.query("select pg_terminate_backend(pg_backend_pid())"),
      (tx: Tx) => tx.query("select 1 / 0"),
      () => Promise.reject(new Error("no")),
    ];
    const broken = Array.from({ length: 30 }, (_, index) => {
      const associateId = index % 4 === 3 ? "a\0b" : "a";
      return withTx(database, { associateId }, async (tx): Promise<unknown> => breakage[index % 3]?.(tx));
    });
    expect((await Promise.allSettled(broken)).map((each) => each.status)).not.toContain("fulfilled");
    const ids = await Promise.all(
      [1, 2, 3].map(() => withTx(database, {}, (tx) => tx.query("select pg_sleep(0.05), pg_backend_pid() as pid"))),
    );
    expect(new Set(ids.flat().map((row) => Reflect.get(Object(row), "pid"))).size).toBe(3);
    expect([database.pool.totalCount, database.pool.idleCount, database.pool.waitingCount]).toEqual([3, 3, 0]);
  });

  test("refuses a handle used after the end, and writes nothing", async () => {
    let kept: Tx | undefined;
    await withTx(database, {}, async (tx) => {
      await tx.db.execute(sql`select 1`);
      kept = tx;
    });
    await expect(kept?.execute("insert into note values ('late')")).rejects.toThrow("over");
    await expect(kept?.db.execute(sql`insert into note values ('late')`)).rejects.toThrow();
    expect(await notes()).not.toContain("late");
  });
});

describe("createDatabase", () => {
  test("runs a named statement again and again with new values", async () => {
    for (const value of [1, 2]) {
      expect(await database.query("select $1::int as value", [value], "value")).toEqual([{ value }]);
    }
  });

  test("tells how many rows a statement touched", async () => {
    expect(await database.execute("insert into note values ('one'), ('two')")).toBe(2);
  });

  test("names the constraint that refused a row", async () => {
    await database.execute("insert into note values ('twice')");
    const fault = await database.execute("insert into note values ('twice')").catch((caught: unknown) => caught);
    expect(violatedConstraint(fault)).toBe("note_pkey");
    expect(isTransient(fault)).toBe(false);
  });

  test("says that nobody answers, as something to try again", async () => {
    await using nowhere = createDatabase("postgresql://aisle@127.0.0.1:1/aisle");
    const fault = await nowhere.query("select 1").catch((caught: unknown) => caught);
    expect(fault).toBeInstanceOf(ConnectionLost);
    expect(isTransient(fault)).toBe(true);
  });

  test("counts a serialization failure as something to try again", async () => {
    const context = { isolation: "serializable" } as const;
    await database.execute("create table counter (value int)");
    await database.execute("insert into counter values (0)");
    const increment = (meanwhile: () => Promise<unknown>) =>
      withTx(database, context, async (tx) => {
        await tx.query("select value from counter");
        await meanwhile();
        await tx.execute("update counter set value = value + 1");
      });
    const fault = await increment(() => increment(async () => undefined)).catch((caught: unknown) => caught);
    expect(isTransient(fault)).toBe(true);
  });
});

test("[LO5] what a phone waits for is cut off when it takes too long, and a lock that was not to be had is tried again", async () => {
  await using forPhones = createDatabase(database.url, { max: 2, isForPhones: true });
  const [patience] = await forPhones.query<{ statement: string; lock: string; idle: string }>(
    `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
       current_setting('idle_in_transaction_session_timeout') as idle`,
  );
  expect(patience).toEqual({ statement: "30s", lock: "10s", idle: "30s" });
  const fault = await withTx(forPhones, {}, async (holder) => {
    await holder.execute("lock table note in access exclusive mode");
    return await withTx(forPhones, {}, async (tx) => {
      await tx.execute("set local lock_timeout = 1");
      await tx.execute("select 1 from note");
    }).catch((refused: unknown) => refused);
  });
  expect(isTransient(fault)).toBe(true);
});
