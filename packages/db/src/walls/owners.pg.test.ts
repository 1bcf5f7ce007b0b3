// Whoever DATABASE_URL names: a superuser, a role that may make roles, or one that may not.
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createDatabase, createServerDatabase, type OwnersDatabase } from "../client.ts";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "../embedded.ts";
import { migrate } from "../migrate.ts";
import { MigrationFault } from "../migration-fault.ts";
import { refuseUnbound } from "./raise-walls.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "aisle-owners-"));
let postgres: EmbeddedPostgres;
let superuser: OwnersDatabase;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ folder, durable: false });
  superuser = createDatabase(urlOf("postgres", "postgres"), { max: 2 });
});
afterAll(async () => {
  await superuser.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A server nobody has prepared for Aisle. */
beforeEach(async () => {
  for (const name of ["shop", "keeper"]) await superuser.execute(`drop database if exists ${name} with (force)`);
  await superuser.execute("drop role if exists aisle_app");
  await superuser.execute("drop role if exists keeper");
});

function urlOf(user: string, name: string): string {
  const url = new URL(postgres.url);
  url.username = user;
  url.pathname = `/${name}`;
  return url.href;
}

async function makeOwner(attributes: string): Promise<string> {
  await superuser.execute(
    `create role keeper login ${attributes} password '${decodeURIComponent(new URL(postgres.url).password)}'`,
  );
  await superuser.execute("create database shop owner keeper");
  return urlOf("keeper", "shop");
}

/** Migrates as the owner, and serves: a row that the owner wrote is seen by the office, and by nobody without a context. */
async function proveServing(url: string): Promise<void> {
  await using owner = createDatabase(url, { max: 2 });
  expect((await migrate(owner)).length).toBeGreaterThan(5);
  expect(await migrate(owner)).toEqual([]);
  await owner.execute("insert into location (location_id, name, kind) values ('downtown', 'Downtown', 'store')");
  expect(await owner.query("select location_id from location")).toHaveLength(1);
  await using server = createServerDatabase(url, { max: 2 });
  await refuseUnbound(server);
  expect(await server.as({ system: "door" }).query("select current_user as me, location_id from location")).toEqual([
    { me: "aisle_app", location_id: "downtown" },
  ]);
  expect(await server.as({ deviceId: "00000000-0000-7000-8000-000000000000" }).query("select 1 from location")).toEqual([]);
}

test("an owner that may make roles makes the one that head office serves as", async () => {
  await proveServing(await makeOwner("createrole"));
});

test("a superuser's tables are served by the same role, which is none", async () => {
  await superuser.execute("create database shop");
  await proveServing(urlOf("postgres", "shop"));
});

test("an owner that may not is told what to have run, and then all is well", async () => {
  const url = await makeOwner("");
  await using owner = createDatabase(url, { max: 2 });
  const fault = await migrate(owner).catch((caught: unknown) => caught);
  expect(fault).toBeInstanceOf(MigrationFault);
  const statements = /\n {2}(create role aisle_app nologin; grant aisle_app to keeper;)$/.exec(String(fault))?.[1];
  expect(statements).toBeDefined();
  expect(await owner.query("select tablename from pg_tables where schemaname = 'public'")).toEqual([]);
  for (const statement of statements?.split(";").filter((each) => each.trim()) ?? []) await superuser.execute(statement);
  await proveServing(url);
});

test("an owner that lacks only the membership is asked for that alone", async () => {
  const url = await makeOwner("");
  await superuser.execute("create role aisle_app nologin");
  await using owner = createDatabase(url, { max: 2 });
  await expect(migrate(owner)).rejects.toThrow(/run:\n {2}grant aisle_app to keeper;$/);
});

test.each(["bypassrls", "superuser"])("head office does not start with a role that is %s", async (attribute) => {
  const url = await makeOwner("createrole");
  await proveServing(url);
  await superuser.execute(`alter role aisle_app ${attribute}`);
  await using server = createServerDatabase(url, { max: 2 });
  await expect(refuseUnbound(server)).rejects.toThrow("alter role aisle_app nosuperuser nobypassrls");
});

test("settings that the address brings are kept, but for who head office serves as", async () => {
  const url = await makeOwner("createrole");
  await proveServing(url);
  await using server = createServerDatabase(`${url}&options=-c%20work_mem%3D5MB%20-c%20role%3Dkeeper`, { max: 1 });
  expect(await server.as({ system: "door" }).query("select current_setting('work_mem') as memory, current_user as me")).toEqual([
    { memory: "5MB", me: "aisle_app" },
  ]);
});
