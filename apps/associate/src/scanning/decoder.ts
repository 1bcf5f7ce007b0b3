import { readScan, type Scan, type Symbology, symbologyOfAimPrefix } from "@aisle/domain";
import type { ReaderOptions, ReadResult } from "zxing-wasm/reader";
import { believed, isUnsettled, type Sighting } from "./agreement.ts";
import { type Luminance, toImageData, toLuminance } from "./luminance.ts";
import { backToPicture, look, type View } from "./views.ts";

/** Where the build puts the decoder's engine: our own origin, so that scanning works with no signal. */
export const DECODER_URL = "/decoder/zxing_reader.wasm";

export type Decoder = {
  /** Fetches the engine before the first picture (1 MB, once). Rejects when it is not on this phone and cannot be fetched. */
  readonly load: () => Promise<void>;
  /** Looks at a picture in these views, at least two, until its codes are settled. Returns those to believe, nearest the middle first. */
  readonly read: (image: ImageData, views: readonly View[]) => Promise<readonly Scan[]>;
};

const OPTIONS: ReaderOptions = {
  // What hangs on things in a shop. Codes outside retail are left out: each more is a way to misread something else.
  formats: [
    ...(["EAN13", "EAN8", "UPCA", "UPCE", "ITF14", "Code128", "QRCode", "DataMatrix"] as const),
    ...(["DataBarOmni", "DataBarStk", "DataBarStkOmni", "DataBarLtd", "DataBarExp", "DataBarExpStk"] as const),
  ],
  // Keeps FNC1 as ASCII 29; the default would write brackets around what it takes for GS1.
  textMode: "Plain",
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
  // One line of bars read once is where most misreads come from.
  minLineCount: 2,
};

/** A decoder whose engine is loaded at its first use. `wasmUrl` is `DECODER_URL` everywhere but in tests. */
export function createDecoder(wasmUrl: string): Decoder {
  let engine: Promise<typeof import("zxing-wasm/reader")> | undefined;

  function loaded(): Promise<typeof import("zxing-wasm/reader")> {
    engine ??= loadEngine(wasmUrl).catch((reason: unknown) => {
      // A later try may have signal again.
      engine = undefined;
      throw reason;
    });
    return engine;
  }

  return {
    load: async () => {
      await loaded();
    },
    read: async (image, views) => {
      const { readBarcodes } = await loaded();
      const picture = toLuminance(image);
      const sightings: Sighting[] = [];
      for (const [index, view] of views.entries()) {
        const seen = await readBarcodes(toImageData(look(picture, view)), OPTIONS);
        sightings.push(...seen.map((result) => toSighting(result, view, picture)).filter(isWhole));
        // One view alone settles nothing: bars beside a square code may only show in the second.
        if (index > 0 && !isUnsettled(sightings)) break;
      }
      return nearestMiddleFirst(believed(sightings), picture).map(({ scan }) => scan);
    },
  };
}

async function loadEngine(wasmUrl: string): Promise<typeof import("zxing-wasm/reader")> {
  const reader = await import("zxing-wasm/reader");
  await reader.prepareZXingModule({ overrides: { locateFile: () => wasmUrl }, fireImmediately: true });
  return reader;
}

/** A slanted look across an ITF reads as a shorter one that is just as valid, so only its 14 digits of an item count. */
function isWhole({ format, scan }: Sighting & { readonly format: string }): boolean {
  return scan.kind === "gtin" || !format.startsWith("ITF");
}

function toSighting(result: ReadResult, view: View, picture: Luminance): Sighting & { readonly format: string } {
  const { topLeft, topRight, bottomLeft, bottomRight } = result.position;
  const corners = [topLeft, topRight, bottomRight, bottomLeft].map((corner) => backToPicture(corner, view, picture));
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    view,
    format: result.format,
    scan: readScan(result.text, symbologyOf(result)),
    kind: result.format === "DataMatrix" || result.symbology === "QRCode" ? "square" : "bars",
    lines: result.lineCount,
    centre: { x: sum(xs) / 4, y: sum(ys) / 4 },
    size: Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)),
  };
}

function symbologyOf({ format, symbologyIdentifier }: ReadResult): Symbology {
  switch (format) {
    case "EAN13":
      return "ean-13";
    case "EAN8":
      return "ean-8";
    case "UPCA":
      return "upc-a";
    case "UPCE":
      return "upc-e";
    case "ITF14":
      return "itf";
    default:
      return symbologyOfAimPrefix(symbologyIdentifier);
  }
}

function nearestMiddleFirst(sightings: readonly Sighting[], { width, height }: Luminance): Sighting[] {
  const fromMiddle = ({ centre }: Sighting) => Math.hypot(centre.x - width / 2, centre.y - height / 2);
  return sightings.toSorted((one, other) => fromMiddle(one) - fromMiddle(other));
}
