import pg from "pg";
import { expect, test } from "vitest";
import { isTransient } from "./database-fault.ts";

function postgresSays(code: string): Error {
  return Object.assign(new pg.DatabaseError("said by Postgres", 0, "error"), { code });
}

test("a database without disk, memory or a healthy drive is no fault of the command it was working on", () => {
  for (const code of ["53100", "53200", "53300", "58030", "57P01", "08006", "40P01"]) {
    expect([code, isTransient(postgresSays(code))]).toEqual([code, true]);
  }
});

test("what the command itself made Postgres refuse would be refused again", () => {
  for (const code of ["22021", "23505", "42601", "57014"]) expect([code, isTransient(postgresSays(code))]).toEqual([code, false]);
});
