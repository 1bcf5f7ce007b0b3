import { expect, test } from "vitest";
import { findLockFaults } from "./lockcheck.ts";

const turbo = { version: "2.0.0", optionalDependencies: { "@turbo/linux": "2.0.0" } };

test("names a platform package that is missing, and who wants it", () => {
  expect(findLockFaults({ packages: { "node_modules/turbo": turbo } })).toEqual([
    "@turbo/linux@2.0.0 is missing, wanted by node_modules/turbo 2.0.0",
  ]);
});

test("finds a platform package beside its owner or inside it, as Node does", () => {
  expect(findLockFaults({ packages: { "node_modules/turbo": turbo, "node_modules/@turbo/linux": {} } })).toEqual([]);
  expect(
    findLockFaults({ packages: { "node_modules/turbo": turbo, "node_modules/turbo/node_modules/@turbo/linux": {} } }),
  ).toEqual([]);
  const nested = { "node_modules/a/node_modules/turbo": turbo, "node_modules/a/node_modules/@turbo/linux": {} };
  expect(findLockFaults({ packages: nested })).toEqual([]);
});

test("does not find one inside another package", () => {
  const elsewhere = { "node_modules/turbo": turbo, "node_modules/b/node_modules/@turbo/linux": {} };
  expect(findLockFaults({ packages: elsewhere })).toHaveLength(1);
});

test("names a package that is tied to one registry, but not a workspace", () => {
  const packages = {
    "node_modules/a": { resolved: "https://npm.example/a.tgz" },
    "node_modules/@aisle/db": { resolved: "packages/db" },
  };
  expect(findLockFaults({ packages })).toEqual(["node_modules/a is tied to npm.example"]);
});
