import type { BenchTable } from "../bench-table.ts";
import { openChromium } from "./chromium-page.ts";
import type { LoadFigures, Way } from "./load-run.ts";
import { type LoadServer, startLoadServer } from "./load-server.ts";
import { buildScaleSnapshot, type Probe, type ScaleSnapshot } from "./scale-snapshot.ts";
import { openWebKit } from "./webkit-page.ts";

const ROUNDS = 5;
const ROUNDS_OF_ROWS = 2;
const THROTTLE = 4;
const BARS = { overFloor: 3, overRows: { Chromium: 12, WebKit: 8 }, warmMs: 1000 };

/** Medians in milliseconds, of runs in one page one after the other. */
type Loaded = {
  readonly ours: number;
  readonly durable: number;
  readonly rows: number;
  readonly floor: number;
  readonly warm: number;
  readonly overFloor: number;
};

/**
 * A new phone takes in 100,000 SKUs and its store's stock, until both are on the disk and searched: beside a row per SKU, and
 * beside only downloading and parsing the same bytes. Loopback HTTP; the page does nothing else meanwhile.
 */
export async function benchPhoneLoad(): Promise<BenchTable> {
  const snapshot = buildScaleSnapshot();
  const chromium = await inChromium(snapshot);
  const webKit = await inWebKit(snapshot);
  return {
    title: `100,000 SKUs and one store's stock into the phone (ours and floor: median of ${ROUNDS}; rows: of ${ROUNDS_OF_ROWS})`,
    columns: ["measured", "Chromium", "WebKit, profile on disk"],
    rows: [
      ["ours: downloaded, durable and searchable, ms", ...both("ours", chromium, webKit)],
      ["... of which durable after, ms", ...both("durable", chromium, webKit)],
      ["Dexie bulkPut, a row per SKU with indexes sku, gtin14, styleId, ms", ...both("rows", chromium, webKit)],
      ["floor: download and JSON.parse only, ms", ...both("floor", chromium, webKit)],
      ["ours faster than rows, times", ...times(chromium.rows / chromium.ours, webKit && webKit.rows / webKit.ours)],
      ["ours over the floor, times (median of the rounds)", ...times(chromium.overFloor, webKit?.overFloor)],
      ["page opened again, to first search result, ms", ...both("warm", chromium, webKit)],
      [`... with the CPU ${THROTTLE}x slower, ms`, Math.round(chromium.throttledWarm), "-"],
      ["JavaScript heap with everything loaded, MB", megabytes(chromium.heapBytes), "-"],
      ["bytes on the wire, MB", megabytes(snapshot.wireBytes), megabytes(snapshot.wireBytes)],
      ["the same as JSON, MB", megabytes(snapshot.jsonBytes), megabytes(snapshot.jsonBytes)],
    ],
    bars: [
      atLeast("Chromium: times faster than a row per SKU", chromium.rows / chromium.ours, BARS.overRows.Chromium),
      atMost("Chromium: times the floor", chromium.overFloor, BARS.overFloor),
      ...(webKit ? [atLeast("WebKit: times faster than a row per SKU", webKit.rows / webKit.ours, BARS.overRows.WebKit)] : []),
      atMost(`Chromium: warm start to first result, CPU ${THROTTLE}x slower, ms`, chromium.throttledWarm, BARS.warmMs),
    ],
  };
}

async function inChromium(snapshot: ScaleSnapshot) {
  const server = await startLoadServer(snapshot);
  const page = await openChromium(server.origin);
  try {
    const loaded = await measureEngine(server, snapshot.probe);
    const heapBytes = await page.heapBytes();
    await page.throttle(THROTTLE);
    const throttledWarm = await medianOf(server, "warm", snapshot.probe);
    return { ...loaded, heapBytes, throttledWarm };
  } finally {
    await page.close();
    server.close();
  }
}

async function inWebKit(snapshot: ScaleSnapshot): Promise<Loaded | undefined> {
  const server = await startLoadServer(snapshot);
  const page = await openWebKit(server.origin);
  try {
    if (page) return await measureEngine(server, snapshot.probe);
    process.stdout.write("WebKit skipped: MiniBrowser (Debian: webkit2gtk-driver) or Xvfb is not installed.\n");
    return undefined;
  } finally {
    await page?.close();
    server.close();
  }
}

/** The database that a phone which was closed and opened again would have. */
const KEPT = "kept";

async function measureEngine(server: LoadServer, probe: Probe): Promise<Loaded> {
  const runs: Record<Way, LoadFigures[]> = { ours: [], rows: [], floor: [], warm: [] };
  const measure = async (way: Way, database: string) => {
    runs[way].push(await server.measure({ way, database, probe }));
  };
  // Not counted: the first run of each pays for warming the browser up.
  await server.measure({ way: "floor", database: "first-floor", probe });
  await server.measure({ way: "ours", database: KEPT, probe });
  for (let round = 0; round < ROUNDS; round++) {
    await measure("floor", `floor-${round}`);
    await measure("ours", `ours-${round}`);
    await measure("warm", KEPT);
    if (round < ROUNDS_OF_ROWS) await measure("rows", `rows-${round}`);
  }
  const all = (way: Way) => runs[way].map(({ searchable, durable }) => Math.max(searchable, durable ?? 0));
  return {
    ours: median(all("ours")),
    durable: median(runs.ours.map(({ durable }) => durable ?? 0)),
    rows: median(all("rows")),
    floor: median(all("floor")),
    // Round by round: what else the machine does slows neighbours alike.
    overFloor: median(all("ours").map((ours, round) => ours / (all("floor")[round] ?? Number.NaN))),
    warm: median(runs.warm.map(({ found }) => found)),
  };
}

async function medianOf(server: LoadServer, way: Way, probe: Probe): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) times.push((await server.measure({ way, database: KEPT, probe })).found);
  return median(times);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

function both(figure: keyof Loaded, chromium: Loaded, webKit: Loaded | undefined): (string | number)[] {
  return [Math.round(chromium[figure]), webKit ? Math.round(webKit[figure]) : "not installed"];
}

function times(chromium: number, webKit: number | undefined): string[] {
  return [chromium.toFixed(1), webKit?.toFixed(1) ?? "not installed"];
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(2);
}

function atLeast(claim: string, value: number, bar: number): BenchTable["bars"][number] {
  return { claim, value, bar: `at least ${bar}`, holds: value >= bar };
}

function atMost(claim: string, value: number, bar: number): BenchTable["bars"][number] {
  return { claim, value, bar: `at most ${bar}`, holds: value <= bar };
}
