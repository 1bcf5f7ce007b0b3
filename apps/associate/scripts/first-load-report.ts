import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

export type FirstLoad = { readonly gzipBytes: number; readonly scripts: readonly string[] };

/** The JavaScript each page of the export asks for before anything is touched, gzipped at level 9, by route. */
export function firstLoadReport(out: string): Readonly<Record<string, FirstLoad>> {
  const sizes = new Map<string, number>();
  const sizeOf = (script: string): number => {
    const known = sizes.get(script) ?? gzipSync(readFileSync(join(out, script)), { level: 9 }).length;
    sizes.set(script, known);
    return known;
  };
  const pages = globSync("**/*.html", { cwd: out }).filter((page) => !page.startsWith("_"));
  return Object.fromEntries(
    pages.sort().map((page) => {
      const scripts = scriptsOf(readFileSync(join(out, page), "utf8"));
      const route = page === "index.html" ? "/" : `/${page.replace(/\.html$/, "")}`;
      return [route, { gzipBytes: scripts.reduce((sum, script) => sum + sizeOf(script), 0), scripts }];
    }),
  );
}

/** Paths of the scripts a modern browser loads: `nomodule` is for the others. */
function scriptsOf(html: string): string[] {
  const tags = [...html.matchAll(/<script[^>]*\bsrc="([^"]+)"[^>]*>/gi)].filter(([tag]) => !/\bnomodule\b/i.test(tag));
  return [...new Set(tags.map(([, source]) => (source ?? "").replace(/^\//, "").replace(/\?.*$/, "")))].sort();
}
