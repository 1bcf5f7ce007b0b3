import { describe, expect, it } from "vitest";
import { type Installed, judgeDependencies, readInstalled } from "./dependency-policy.ts";

const TODAY = Date.UTC(2026, 10, 23);
const GOOD: Installed = {
  manifests: { "package.json": { dependencies: { zod: "4.6.7" }, allowScripts: {} } },
  locked: { "node_modules/zod": { version: "4.6.7", license: "MIT" } },
  snapshot: { refreshedOn: "2026-11-23", publishedOn: { "zod@4.6.7": "2026-10-12" }, takenYoung: {}, advisories: [] },
  today: TODAY,
};
const faultsOf = (changes: Partial<Installed>) => judgeDependencies({ ...GOOD, ...changes }).faults;
const withPackage = (name: string, about: object) => ({
  locked: { [`node_modules/${name}`]: { version: "1.0.0", license: "MIT", ...about } },
});

describe("a package", () => {
  it("that is as it should be is no fault", () => {
    expect(judgeDependencies(GOOD)).toEqual({ faults: [], unknown: [] });
  });

  it.each(["^4.6.7", "~4.6.7", "4.x", "latest", "*", ">=4", "git+https://example.com/zod.git", "npm:other@1.0.0", "file:../zod"])(
    "asked for as %s is not pinned",
    (version) => {
      expect(faultsOf({ manifests: { "a.json": { devDependencies: { zod: version } } } })).toHaveLength(1);
      expect(faultsOf({ manifests: { "a.json": { overrides: { zod: version } } } })).toHaveLength(1);
    },
  );

  it.each([
    ["GPL-3.0-only", 1],
    ["LGPL-3.0-or-later", 1],
    ["MIT AND GPL-3.0-only", 1],
    ["UNLICENSED", 1],
    ["SEE LICENSE IN LICENSE", 1],
    ["MIT OR GPL-3.0-only", 0],
    ["(MIT OR CC0-1.0)", 0],
  ])("licensed %s has %i faults", (license, count) => {
    expect(faultsOf(withPackage("tool", { license }))).toHaveLength(count);
  });

  it("that names no licence is a fault, and one allowed for a package is allowed for that package alone", () => {
    expect(faultsOf(withPackage("tool", { license: undefined }))).toHaveLength(1);
    expect(faultsOf(withPackage("axe-core", { license: "MPL-2.0" }))).toEqual([]);
    expect(faultsOf(withPackage("axe-core-too", { license: "MPL-2.0" }))).toHaveLength(1);
  });

  it("that runs a script when it is installed must be named with its version", () => {
    const locked = withPackage("surprise", { hasInstallScript: true });
    expect(faultsOf(locked)).toEqual(["surprise@1.0.0 wants to run a script when it is installed"]);
    expect(faultsOf({ ...locked, manifests: { "a.json": { allowScripts: { "surprise@1.0.0": true } } } })).toEqual([]);
    expect(faultsOf({ ...locked, manifests: { "a.json": { allowScripts: { "surprise@0.9.0": true } } } })).toHaveLength(2);
  });

  it("younger than a week is a fault; one whose age nobody knows is said to be unknown", () => {
    const published = (day: string) => ({ snapshot: { ...GOOD.snapshot, publishedOn: { "zod@4.6.7": day } } });
    expect(faultsOf(published("2026-11-17"))).toEqual(["zod@4.6.7 is younger than 7 days"]);
    expect(faultsOf(published("2026-11-16"))).toEqual([]);
    expect(judgeDependencies({ ...GOOD, snapshot: { ...GOOD.snapshot, publishedOn: {} } })).toEqual({
      faults: [],
      unknown: ["zod@4.6.7"],
    });
  });

  it.each([
    ["4.6.6", 1],
    ["4.6.7-beta.1", 1],
    ["3.99.0", 1],
    ["4.6.7", 0],
    ["4.10.0", 0],
  ])("at %s with a known hole mended in 4.6.7 has %i faults", (version, count) => {
    const snapshot = { ...GOOD.snapshot, advisories: [{ package: "zod", id: "CVE-0", fixedIn: "4.6.7", what: "a hole" }] };
    expect(faultsOf({ snapshot, locked: { "node_modules/a/node_modules/zod": { version, license: "MIT" } } })).toHaveLength(
      count,
    );
  });
});

it("holds what is installed here", () => {
  expect(judgeDependencies(readInstalled()).faults).toEqual([]);
});
