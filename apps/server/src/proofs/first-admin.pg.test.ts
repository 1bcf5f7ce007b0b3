import { createTestDatabase } from "@aisle/db/testing";
import { expect, test } from "vitest";
import { seedSmallChain } from "../testing/small-chain.ts";
import { firstAdminLink } from "./first-admin.ts";
import { readLink } from "./one-time-links.ts";

test("the first administrator comes in by a link, until somebody has something to prove themselves with", async () => {
  await using database = await createTestDatabase();
  const now = Date.now();
  expect(await firstAdminLink(database, now), "before there is a store").toBeNull();
  await seedSmallChain(database, []);
  const first = (await firstAdminLink(database, now)) ?? "";
  expect(await readLink(database, first, now)).toMatchObject({ role: "admin", name: "Administrator" });
  const second = (await firstAdminLink(database, now)) ?? "";
  expect(await readLink(database, first, now), "the next start's link takes its place").toBeNull();
  expect(await readLink(database, second, now)).toMatchObject({ role: "admin" });
  const [admins] = await database.query<{ count: number }>("select count(*)::int from associate where role = 'admin'");
  expect(admins?.count).toBe(1);
  await database.query("update associate set pin_hash = 'x' where role = 'admin'");
  expect(await firstAdminLink(database, now)).toBeNull();
});
