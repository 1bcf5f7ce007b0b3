import type { Scan } from "@aisle/domain";
import { chromium } from "@playwright/test";
import type { BenchTable } from "../bench-table.ts";
import { startPhotoServer } from "./photo-server.ts";
import { datasetsFolder, judge, type Photo, photosIn, type Verdict } from "./photos.ts";

type Judged = { readonly photo: Photo; readonly verdict: Verdict; readonly ms: number; readonly scans: readonly Scan[] };

/** Runs every photo of the data sets through the app's decoder in Chromium. No rows where the sets are absent. */
export async function decodePhotos(): Promise<BenchTable> {
  const folder = datasetsFolder();
  const judged = await judgeAll(folder, photosIn(folder));
  const wrong = judged.filter(({ verdict }) => verdict === "wrong");
  const readable = judged.filter(({ photo }) => photo.isReadable);
  const share = count(readable, "right") / Math.max(1, readable.length);
  return {
    title: `Barcode photos through the app's decoder${judged.length === 0 ? `: skipped, no photos in ${folder}` : ""}`,
    columns: ["set", "photos", "right", "none", "other code", "wrong", "median ms"],
    rows: rowsOf(judged),
    bars: [
      { claim: `wrong items${wrong.map(named).join("")}`, value: wrong.length, bar: 0, holds: wrong.length === 0 },
      {
        claim: "share of readable photos decoded",
        value: percent(share),
        bar: "70 %",
        holds: share >= 0.7 || judged.length === 0,
      },
    ],
  };
}

async function judgeAll(folder: string, photos: readonly Photo[]): Promise<Judged[]> {
  if (photos.length === 0) return [];
  const server = await startPhotoServer(folder);
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    const page = await browser.newPage();
    await page.goto(server.origin);
    const judged: Judged[] = [];
    for (const photo of photos) {
      const url = `/photos/${photo.path.split("/").map(encodeURIComponent).join("/")}`;
      const { scans, ms } = await page.evaluate(async (address) => {
        // The page's own script defines it: photo-server.ts.
        const { decodePhoto } = window as unknown as { decodePhoto: (url: string) => Promise<{ scans: Scan[]; ms: number }> };
        return decodePhoto(address);
      }, url);
      judged.push({ photo, scans, ms, verdict: judge(photo, scans) });
    }
    return judged;
  } finally {
    await browser.close();
    await server.close();
  }
}

function rowsOf(judged: readonly Judged[]): (string | number)[][] {
  const bySet = Map.groupBy(judged, ({ photo }) => photo.set);
  const rows = Array.from(bySet, ([set, group]) => rowOf(set, group));
  const sources = Map.groupBy(judged, ({ photo }) => photo.set.split(" ")[0] ?? "");
  return [...rows, ...Array.from(sources, ([source, group]) => rowOf(`all of ${source}`, group))];
}

function rowOf(name: string, group: readonly Judged[]): (string | number)[] {
  const times = group.map(({ ms }) => ms).toSorted((one, other) => one - other);
  const median = times[Math.floor(times.length / 2)] ?? 0;
  const verdicts = (["right", "none", "other", "wrong"] as const).map((verdict) => count(group, verdict));
  return [name, group.length, ...verdicts, Math.round(median)];
}

function count(group: readonly Judged[], verdict: Verdict): number {
  return group.filter((one) => one.verdict === verdict).length;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function named({ photo, scans }: Judged): string {
  return `\n  ${photo.path}: ${scans.map((scan) => (scan.kind === "gtin" ? scan.gtin14 : scan.text)).join(", ")}`;
}
