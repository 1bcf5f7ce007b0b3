import { expect, test } from "vitest";
import { readArguments } from "./arguments.ts";

test("everything has a size and a seed unless it is said", () => {
  expect(readArguments([], {})).toEqual({ names: [], seeds: 1_000, seed: 2026, writeReadme: false });
});

test("sync stands for everything that breaks the exchange on purpose, with as many seeds as asked", () => {
  const asked = readArguments(["sync", "--seeds", "10000", "--seed", "3", "--write-readme"], {});
  const names = ["seeds", "storm", "epoch", "cursor", "fuzz", "storage", "browsers"];
  expect(asked).toEqual({ names, seeds: 10_000, seed: 3, writeReadme: true });
});

test("security stands for everything that attacks a running head office, or the phone", () => {
  expect(readArguments(["security"], {}).names).toEqual(["walls", "matrix", "people", "phones", "vault", "privacy", "edge"]);
});

test("a seed may come from the environment", () => {
  expect(readArguments(["storm"], { SEED: "77" }).seed).toBe(77);
});

test.each([
  ["--seeds", "many"],
  ["--seed", "1.5"],
  ["--sead", "1"],
])("%s %s is refused", (...args) => {
  expect(() => readArguments(args, {})).toThrow();
});
