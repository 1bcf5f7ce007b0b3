import "fake-indexeddb/auto";
import { expect, test, vi } from "vitest";
import { AisleDatabase } from "./database.ts";
import { createWatch } from "./watch.ts";

test("a watcher hears the first answer and every change, until it stops", async () => {
  const db = new AisleDatabase("watch-changes");
  const heard: unknown[] = [];
  const stop = createWatch({ report: () => {} })(
    () => db.settings.toArray(),
    (rows) => heard.push(rows.map((row) => row.key)),
  );
  await vi.waitFor(() => expect(heard).toEqual([[]]));
  await db.settings.put({ key: "focus", value: 1 });
  await vi.waitFor(() => expect(heard).toEqual([[], ["focus"]]));
  stop();
  await db.settings.put({ key: "later", value: 1 });
  await db.settings.count();
  expect(heard).toEqual([[], ["focus"]]);
  db.close();
});

test("a read that failed is tried again, and reported", async () => {
  const faults: unknown[] = [];
  const heard: unknown[] = [];
  let tries = 0;
  const read = async () => {
    tries++;
    if (tries === 1) throw new Error("the connection is gone");
    return tries;
  };
  const watch = createWatch({ report: (fault) => faults.push(fault), againMs: 0 });
  const stop = watch(read, (value) => heard.push(value));
  await vi.waitFor(() => expect(heard).toEqual([2]));
  expect(faults).toEqual([new Error("the connection is gone")]);
  stop();
});
