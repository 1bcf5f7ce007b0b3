import type { Scan } from "@aisle/domain";
import { readScan } from "@aisle/domain";
import { expect, it } from "vitest";
import { believed, isUnsettled, type Sighting } from "./agreement.ts";

const coat = readScan("4006381333931");
const misread = readScan("00944292688778");

function bars(view: Sighting["view"], scan: Scan, x = 100): Sighting {
  return { view, scan, kind: "bars", centre: { x, y: 100 }, size: 80, lines: 20 };
}

const thin = (view: Sighting["view"], scan: Scan): Sighting => ({ ...bars(view, scan), lines: 3 });

const scansOf = (sightings: readonly Sighting[]) => believed(sightings).map(({ scan }) => scan);

it("believes bars that two views read the same", () => {
  expect(scansOf([bars("as-is", coat), bars("sharpened", coat)])).toEqual([coat]);
});

it("believes no bars that one view alone has read, however often", () => {
  expect(scansOf([bars("as-is", misread), bars("as-is", misread)])).toEqual([]);
  expect(isUnsettled([bars("as-is", misread)])).toBe(true);
});

it("wants a third view where two read only a few lines", () => {
  expect(scansOf([thin("doubled", misread), thin("doubled-sharpened", misread)])).toEqual([]);
  expect(scansOf([thin("as-is", coat), thin("doubled", coat), thin("turned", coat)])).toEqual([coat]);
});

it("lets the reading that more views share win a spot", () => {
  const seen = [bars("as-is", misread), bars("sharpened", coat), bars("doubled", coat)];
  expect(scansOf(seen)).toEqual([coat]);
  expect(isUnsettled(seen)).toBe(false);
});

it("believes neither of two readings of one spot that are seen as often", () => {
  const views = ["as-is", "sharpened", "doubled", "turned"] as const;
  const seen = views.map((view, index) => bars(view, index < 2 ? coat : misread));
  expect(scansOf(seen)).toEqual([]);
});

it("believes two codes that lie apart", () => {
  const other = readScan("96385074");
  const seen = (["as-is", "turned"] as const).flatMap((view) => [bars(view, coat), bars(view, other, 400)]);
  expect(scansOf(seen)).toEqual([coat, other]);
});

it("believes a square code at once, since it mends its own misreads", () => {
  const code = readScan("R-7K42");
  expect(scansOf([{ ...bars("as-is", code), kind: "square" }])).toEqual([code]);
});

it("keeps looking while bars beside a square code are not settled", () => {
  const code: Sighting = { ...bars("as-is", readScan("R-7K42"), 400), kind: "square" };
  expect(isUnsettled([code, bars("as-is", coat)])).toBe(true);
  expect(isUnsettled([code, bars("as-is", coat), bars("doubled", coat)])).toBe(false);
});
