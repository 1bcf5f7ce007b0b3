// `npm run sbom`: everything that is installed, with version and licence, as CycloneDX. Made anew each time, never committed.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./run-stage.ts";

const FILE = "sbom.cdx.json";
const MAX_BYTES = 64 * 1024 * 1024;

const made = execFileSync("npm", ["sbom", "--sbom-format", "cyclonedx"], { cwd: ROOT, encoding: "utf8", maxBuffer: MAX_BYTES });
// Boundary: npm's own form (CycloneDX 1.5).
const { components } = JSON.parse(made) as { readonly components: readonly unknown[] };
writeFileSync(path.join(ROOT, FILE), made);
console.log(`${components.length} components in ${FILE}`);
