import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../run-stage.ts";

/** A test as docs/security.md cites it: a file, and how its title begins or what it contains. */
export type Citation = { readonly file: string; readonly title: string };

/** One line of the table: a requirement of OWASP ASVS 5.0.0 by its number, in our words, and the tests that hold it. */
export type Requirement = {
  readonly id: string;
  readonly level: string;
  readonly asks: string;
  readonly tests: readonly Citation[];
};

export const SECURITY_DOCUMENT = path.join(ROOT, "docs/security.md");

const LINE = /^\| (\d+\.\d+\.\d+) \| (L[123]) \| (.+?) \| (.+) \|$/gm;
const CITED = /`([^`]+)`: "([^"]+)"/g;

/** Reads the requirements out of docs/security.md, in its order. */
export function readRequirements(text: string = readFileSync(SECURITY_DOCUMENT, "utf8")): Requirement[] {
  return [...text.matchAll(LINE)].map(([, id = "", level = "", asks = "", held = ""]) => ({
    id,
    level,
    asks,
    tests: [...held.matchAll(CITED)].map(([, file = "", title = ""]) => ({ file, title })),
  }));
}
