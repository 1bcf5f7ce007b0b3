// The project's own files, for tests that look at the code itself.
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./run-stage.ts";

/** A file of ours: its path from the root, with forward slashes, and its text. */
export type SourceFile = { readonly file: string; readonly text: string };

const MADE_BY_TOOLS = /(^|[\\/])(node_modules|dist|out|\.next|\.aisle|\.turbo|test-results|migrations|next-env\.d\.ts)$/;

/** Every file of ours that matches one of the patterns, in order of its path. */
export function readSources(...patterns: string[]): SourceFile[] {
  const found = globSync(patterns, { cwd: ROOT, exclude: (each) => MADE_BY_TOOLS.test(each) });
  return found.toSorted().map((each) => ({
    file: each.replaceAll(path.sep, "/"),
    text: readFileSync(path.join(ROOT, each), "utf8"),
  }));
}

/** Where a file takes its code from: static and late imports and re-exports, without those that are types only. */
export function importedFrom({ text }: SourceFile): string[] {
  const code = withoutComments(text).replace(/\b(import|export) type\b[^;]*?from\s*"[^"]+"/g, "");
  return [...code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g)].map(([, from = ""]) => from);
}

/** The code without its comments. An address such as `https://` is not one. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, " ").replace(/(^|\s)\/\/.*$/gm, "$1");
}
