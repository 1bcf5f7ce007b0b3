import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** The scripts that a page of a static export asks for in its HTML; `nomodule` is for browsers that cannot run the rest either. */
export function firstScripts(out: string, page: string): string[] {
  const html = readFileSync(join(out, page), "utf8");
  const tags = [...html.matchAll(/<script[^>]*\bsrc="\/([^"?]+)[^>]*>/gi)].filter(([tag]) => !/\bnomodule\b/i.test(tag));
  return [...new Set(tags.map(([, path]) => path ?? ""))];
}

/** Bytes of these scripts, each gzipped at level 9. */
export function gzipBytes(out: string, scripts: readonly string[]): number {
  return scripts.reduce((sum, script) => sum + gzipSync(readFileSync(join(out, script)), { level: 9 }).length, 0);
}
