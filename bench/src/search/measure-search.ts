import { ENGINES, type RealStyle } from "./search-engines.ts";

/** What to run: the engine by its place in `ENGINES`, the catalogue, and the texts of the field after each key. */
export type SearchRun = {
  readonly engine: number;
  readonly styles: readonly RealStyle[];
  readonly keystrokes: readonly string[];
};

/** Milliseconds. */
export type SearchTiming = { readonly build: number; readonly p50: number; readonly p95: number; readonly slowest: number };

/** Times one engine. Runs in Node and, bundled, in a page; the first tenth of the keystrokes warms up and is not counted. */
export function measureSearch({ engine, styles, keystrokes }: SearchRun): SearchTiming {
  const started = performance.now();
  const find = ENGINES[engine]?.build(styles);
  const build = performance.now() - started;
  if (find === undefined) throw new Error(`no engine ${engine}`);
  for (const text of keystrokes.slice(0, keystrokes.length / 10)) find(text);
  const times = keystrokes.map((text) => {
    const from = performance.now();
    find(text);
    return performance.now() - from;
  });
  times.sort((left, right) => left - right);
  const at = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0;
  return { build, p50: at(0.5), p95: at(0.95), slowest: at(1) };
}

/** The texts a search field goes through while each query is typed. */
export function keystrokesOf(queries: readonly string[]): string[] {
  return queries.flatMap((query) => Array.from(query, (_, index) => query.slice(0, index + 1)));
}
