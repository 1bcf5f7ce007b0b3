// Makes a fresh clone ready. Runs on any Node from 20 on, with nothing installed: built-in modules and plain JavaScript only.
// `--browsers` also gets what the browser tests need. Does nothing, silently, when all is in place.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST_NODE = 20;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const modules = path.join(root, "node_modules");
const stamp = path.join(modules, ".aisle-lock");
const pinnedMajor = Number(readJson(path.join(root, "package.json")).devDependencies.node.split(".")[0]);

if (major(process.version) < OLDEST_NODE) {
  stop(
    `Aisle needs Node ${OLDEST_NODE} or newer and this is ${process.version}. Get one from https://nodejs.org and start again.`,
  );
}
installPackages();
const node = findNode();
if (process.argv.includes("--browsers")) {
  // Browsers are never a reason to fail: what cannot run is skipped, and said.
  run(`"${node}" scripts/get-browsers.ts`);
}

function installPackages() {
  const wanted = createHash("sha256")
    .update(readFileSync(path.join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log(
    existsSync(modules) ? "The packages have changed: installing them again" : "Installing the packages, once (about a minute)",
  );
  // Windows cannot replace the node.exe that may be running this: there npm changes only what differs.
  const verb = process.platform === "win32" && existsSync(modules) ? "install --no-save" : "ci";
  // Node itself is a development dependency, Postgres an optional one: NODE_ENV=production would leave them out.
  if (run(`npm ${verb} --include=dev --include=optional --no-audit --no-fund --loglevel=error`) !== 0) {
    stop(
      "npm could not install the packages; its own words are above. Is the registry reachable? Then run the same command again.",
    );
  }
  writeFileSync(stamp, wanted);
}

/** The pinned Node; the one that runs this when it is at least as new and the pinned one was left out. */
function findNode() {
  const pinned = path.join(modules, ".bin", process.platform === "win32" ? "node.cmd" : "node");
  const answer = spawnSync(`"${pinned}" --version`, { shell: true, encoding: "utf8" });
  if (answer.status === 0 && major(answer.stdout.trim()) >= pinnedMajor) return pinned;
  if (major(process.version) >= pinnedMajor) return process.execPath;
  return stop(
    `Node ${pinnedMajor} from npm is missing, because packages' install scripts were not run. ` +
      "Let them run: npm rebuild --ignore-scripts=false, then start again.",
  );
}

/** Runs with the machine's own node and npm in front: npm scripts put node_modules/.bin there, which npm ci removes. */
function run(command) {
  const own = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => !folder.includes("node_modules"));
  return spawnSync(command, { shell: true, cwd: root, stdio: "inherit", env: { ...process.env, PATH: own.join(path.delimiter) } })
    .status;
}

function major(version) {
  return Number(version.replace(/^v/, "").split(".")[0]);
}

function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}

function stop(message) {
  console.error(`✗ ${message}`);
  process.exit(1);
}
