import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { BenchTable } from "../bench-table.ts";
import { buildBarePage } from "./bare-page.ts";
import { firstScripts, gzipBytes } from "./first-load.ts";
import { settledScripts } from "./settled-scripts.ts";

const APP = join(import.meta.dirname, "../../../apps/associate");
const ROUTES = { "/": "index.html", "/item": "item.html", "/find": "find.html" };
const OUT = join(APP, "out");
const BAR = 1.6;

/** The JavaScript the app's main routes load first, beside a bare page of the same Next and React built in the same run. */
export async function benchBundle(): Promise<BenchTable> {
  buildApp();
  const bare = buildBarePage();
  try {
    const floor = gzipBytes(bare.out, firstScripts(bare.out, "index.html"));
    const settled = await settledScripts(OUT, Object.values(ROUTES));
    const routes = Object.entries(ROUTES).map(([route, page], row) => ({
      route,
      first: gzipBytes(OUT, firstScripts(OUT, page)),
      settled: gzipBytes(OUT, settled[row] ?? []),
    }));
    const heaviest = Math.max(...routes.map(({ first }) => first)) / floor;
    return {
      title: "JavaScript, gzip: what the HTML asks for, and with what the page then loads by itself before anybody touches it",
      columns: ["page", "first load, kB", "over the bare page, times", "at rest, kB", "over the bare page, times"],
      rows: [{ route: "bare page, same Next and React", first: floor, settled: floor }, ...routes].map(
        ({ route, first, settled }) => [
          route,
          ...[first, settled].flatMap((bytes) => [(bytes / 1024).toFixed(1), (bytes / floor).toFixed(2)]),
        ],
      ),
      bars: [
        {
          claim: "first load of the heaviest route over the bare page, times",
          value: heaviest,
          bar: `at most ${BAR}`,
          holds: heaviest <= BAR,
        },
      ],
    };
  } finally {
    bare.remove();
  }
}

/** Leaves an export of the present sources in `out`; takes a moment where it is there already. */
function buildApp(): void {
  const built = spawnSync(process.execPath, [join(APP, "scripts/build.ts"), "--if-changed"], { encoding: "utf8" });
  if (built.status !== 0) throw new Error(`the app did not build:\n${built.stdout}${built.stderr}`);
}
