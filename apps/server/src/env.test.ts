import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { readEnv, SETTING_NAMES } from "./env.ts";

const example = readFileSync(path.resolve(import.meta.dirname, "../../../.env.example"), "utf8").split("\n");
/** Read by tests and benchmarks, not by the server. */
const FOR_TESTS = ["CHROMIUM_PATH", "AISLE_DATASETS"];

describe(".env.example", () => {
  const names = example.flatMap((line) => /^#?([A-Z_]+)=/.exec(line)?.[1] ?? []);

  it("has every setting once, and no other", () => {
    expect(names.toSorted()).toEqual([...SETTING_NAMES, ...FOR_TESTS].toSorted());
  });

  it("sets nothing by itself", () => {
    expect(example.filter((line) => line !== "" && !line.startsWith("#"))).toEqual([]);
  });

  it.each(names)("says above %s what it is for", (name) => {
    const line = example.findIndex((each) => each.startsWith(`#${name}=`));
    expect(example[line - 1]).toMatch(/^# .{20,}\.$/);
  });
});

describe("readEnv", () => {
  it("reads every setting by its name, without the spaces around it", () => {
    const env = readEnv(Object.fromEntries(SETTING_NAMES.map((name) => [name, ` ${name.toLowerCase()} `])));
    expect(env).toEqual(Object.fromEntries(SETTING_NAMES.map((name) => [name, name.toLowerCase()])));
  });

  it("takes an empty setting for one left out", () => {
    const env = readEnv(Object.fromEntries(SETTING_NAMES.map((name) => [name, " "])));
    expect(Object.values(env)).toEqual(SETTING_NAMES.map(() => undefined));
  });
});
