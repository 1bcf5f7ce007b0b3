import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readScan, type Scan, type Symbology } from "@aisle/domain";

/** What a photo's code says: an item, some other text, or no item at all (a torn code, or none in the picture). */
type Truth =
  | { readonly kind: "gtin"; readonly gtin14: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "nothing" };

export type Photo = {
  readonly set: string;
  readonly file: string;
  /** Below the data sets' folder. */
  readonly path: string;
  readonly truth: Truth;
  /** Whether it shows a code that the app looks for. Not so: torn codes, Code 39, short ITF, fronts of packs. */
  readonly isReadable: boolean;
};

/** `other`: a code that is really there and no item's number (a web address on the pack). `wrong`: an item that is not there. */
export type Verdict = "right" | "none" | "other" | "wrong";

type BlackboxEntry = { readonly set: string; readonly file: string; readonly expected: string | null };
type DatakickEntry = { readonly file: string; readonly gtin14: string; readonly kind: string };

/** The folder of data sets, as the tests take it. Nothing of it is in the repository: docs/datasets.md. */
export function datasetsFolder(): string {
  return process.env["AISLE_DATASETS"] ?? resolve(import.meta.dirname, "../../../../shared/data");
}

/** Every photo of a code that is there, or nothing where the sets are absent. */
export function photosIn(folder: string): Photo[] {
  return [...blackboxPhotos(folder), ...datakickPhotos(folder)];
}

/** Judges what the decoder believed of a photo. */
export function judge({ truth, set }: Photo, scans: readonly Scan[]): Verdict {
  const isRight = scans.some((scan) => saysTruth(scan, truth));
  const items = scans.filter((scan) => scan.kind === "gtin");
  if (items.some((scan) => !saysTruth(scan, truth))) return "wrong";
  if (isRight || scans.length === 0) return isRight ? "right" : "none";
  // In the photos of packs any text is a code beside the item's own; in the other sets it must be the one expected.
  return truth.kind === "nothing" || set.startsWith("datakick") ? "other" : "wrong";
}

function saysTruth(scan: Scan, truth: Truth): boolean {
  if (truth.kind === "gtin") return scan.kind === "gtin" && scan.gtin14 === truth.gtin14;
  if (truth.kind === "text") return scan.kind === "text" && normalized(scan.text) === normalized(truth.text);
  return false;
}

/** Line ends, outer blanks, FNC1 and the printed brackets of GS1 are spelling, not content. */
function normalized(text: string): string {
  const lines = text.replaceAll("\r\n", "\n").replaceAll("\u001d", "");
  return (/^\(\d{2,4}\)/.test(lines) ? lines.replace(/\((\d{2,4})\)/g, "$1") : lines).trim();
}

function blackboxPhotos(folder: string): Photo[] {
  const manifest = join(folder, "zxing-blackbox", "manifest.json");
  return manifestIn<BlackboxEntry>(manifest).map(({ set, file, expected }) => ({
    set: `zxing ${set}`,
    file,
    path: join("zxing-blackbox", "images", set, file),
    truth: expected === null ? { kind: "nothing" } : truthOf(expected, symbologyOfSet(set)),
    isReadable: expected !== null && !/^(code39|itf)-/.test(set),
  }));
}

function truthOf(expected: string, symbology: Symbology | undefined): Truth {
  const scan = readScan(expected, symbology);
  return scan.kind === "gtin" ? { kind: "gtin", gtin14: scan.gtin14 } : { kind: "text", text: scan.text };
}

function symbologyOfSet(set: string): Symbology | undefined {
  if (set.startsWith("upce-")) return "upc-e";
  if (set.startsWith("ean8-")) return "ean-8";
  if (/^(ean13|upca|upcean|rss14)-/.test(set)) return undefined;
  return "other";
}

function datakickPhotos(folder: string): Photo[] {
  const manifest = join(folder, "datakick", "photos", "manifest.json");
  return manifestIn<DatakickEntry>(manifest).map(({ file, gtin14, kind }) => ({
    set: `datakick ${kind}`,
    file,
    path: join("datakick", "photos", file),
    truth: { kind: "gtin", gtin14 },
    isReadable: kind === "barcode",
  }));
}

/** The data sets' manifests are fixed files with these columns: `SOURCE.md` beside each says so. */
function manifestIn<Entry>(path: string): readonly Entry[] {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as readonly Entry[]) : [];
}
