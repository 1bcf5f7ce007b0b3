import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const REPOSITORY = join(import.meta.dirname, "../../..");

const FILES = {
  "package.json": '{ "name": "bare", "private": true, "type": "module" }',
  // The packages lie behind a link, outside this folder: Turbopack reads only below its root.
  "next.config.mjs": 'export default { output: "export", turbopack: { root: "/" } };',
  "app/layout.jsx":
    'export default function Layout({ children }) {\n  return <html lang="en"><body>{children}</body></html>;\n}\n',
  "app/page.jsx": "export default function Page() {\n  return <h1>Bare</h1>;\n}\n",
};

export type BarePage = { readonly out: string; readonly remove: () => void };

/** Builds a page with one heading and nothing else, with the very Next and React the app uses. */
export function buildBarePage(): BarePage {
  const folder = mkdtempSync(join(tmpdir(), "aisle-bare-page-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, "app"));
  for (const [path, text] of Object.entries(FILES)) writeFileSync(join(folder, path), text);
  symlinkSync(join(REPOSITORY, "node_modules"), join(folder, "node_modules"));
  const next = createRequire(join(REPOSITORY, "apps/associate/package.json")).resolve("next/dist/bin/next");
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" as const };
  const built = spawnSync(process.execPath, [next, "build"], { cwd: folder, env, encoding: "utf8" });
  if (built.status !== 0) {
    remove();
    throw new Error(`the bare page did not build:\n${built.stdout}${built.stderr}`);
  }
  return { out: join(folder, "out"), remove };
}
