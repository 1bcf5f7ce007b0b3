import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { buildServiceWorker } from "./build-service-worker.ts";
import { copyDecoder } from "./copy-decoder.ts";
import { firstLoadReport } from "./first-load-report.ts";
import { guardScripts } from "./guard-scripts.ts";

const app = join(import.meta.dirname, "..");
const repository = join(app, "../..");
const out = join(app, "out");

// `--if-changed`: what `npm start` asks for; a second start is then a matter of reading one file.
if (process.argv.includes("--if-changed") && builtFrom() === buildId()) process.exit(0);

// Next leaves the last export in place when it fails; half of an old app must not be served as a new one.
rmSync(out, { recursive: true, force: true });
exportPages();
guardScripts(out);
copyDecoder(out);
const precached = await buildServiceWorker({ out, worker: join(app, "src/pwa/service-worker.ts") });
const report = { buildId: buildId(), precached, firstLoad: firstLoadReport(out) };
writeFileSync(join(out, "build-report.json"), `${JSON.stringify(report, null, 2)}\n`);
for (const [route, { gzipBytes }] of Object.entries(report.firstLoad))
  console.log(`${kilobytes(gzipBytes)} first load  ${route}`);
console.log(`${kilobytes(precached.bytes)} kept on the phone, ${precached.files} files`);

function exportPages(): void {
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" as const, AISLE_BUILD_ID: buildId() };
  const built = spawnSync(process.execPath, [next, "build"], { cwd: app, stdio: "inherit", env });
  if (built.status !== 0) process.exit(built.status ?? 1);
}

/** Names the build after what goes into it, so that building the same sources twice gives the same files. */
function buildId(): string {
  const hash = createHash("sha256");
  const sources = globSync(
    [
      "apps/associate/{app,src,public,scripts}/**/*.*",
      "apps/associate/*.{ts,json}",
      "packages/{domain,protocol,sync}/{src/**/*.ts,package.json}",
      "package-lock.json",
    ],
    { cwd: repository, exclude: (path) => /\.test\.tsx?$/.test(path) || path.endsWith("next-env.d.ts") },
  );
  for (const path of sources.sort())
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(repository, path)))
      .update("\0");
  return hash.digest("hex").slice(0, 16);
}

/** What the export in `out` was built from, or undefined where there is none. */
function builtFrom(): string | undefined {
  try {
    const report: { buildId?: string } = JSON.parse(readFileSync(join(out, "build-report.json"), "utf8"));
    return report.buildId;
  } catch {
    return undefined;
  }
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(0).padStart(6)} kB`;
}
