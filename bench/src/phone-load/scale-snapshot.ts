import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { buildScaleCatalogue } from "@aisle/db/seed";
import {
  type CataloguePart,
  type Manifest,
  type PlacedStyle,
  packStyles,
  STYLES_PER_PART,
  type StockPart,
} from "@aisle/protocol";
import { OWN_STORE } from "./own-store.ts";

const STYLES = 12_500;
const VARIANTS_PER_STYLE = 8;
const SEED = 7;

/** Items of the last part: what finds them has taken in everything. */
export type Probe = {
  readonly words: string;
  readonly styleId: string;
  readonly sku: string;
  readonly gtin14: string;
  /** How many styles there are. */
  readonly styles: number;
};

/** A department store's catalogue and one store's stock, as head office's broadcast lane serves them. */
export type ScaleSnapshot = {
  readonly manifest: Manifest;
  /** Gzipped JSON by the hash of its text. */
  readonly bodies: ReadonlyMap<string, Buffer>;
  readonly jsonBytes: number;
  readonly wireBytes: number;
  readonly probe: Probe;
};

/** 12,500 styles of 8 variants, packed and compressed as `apps/server` does it. The same at every call. */
export function buildScaleSnapshot(): ScaleSnapshot {
  const bodies = new Map<string, Buffer>();
  let jsonBytes = 0;
  const rest = (content: CataloguePart | StockPart, part: number) => {
    const json = Buffer.from(JSON.stringify(content));
    const sha = createHash("sha256").update(json).digest("hex");
    const body = gzipSync(json, { level: 6 });
    bodies.set(sha, body);
    jsonBytes += json.length;
    return { part, sha, bytes: body.length };
  };

  const styles = [...buildScaleCatalogue({ styles: STYLES, variantsPerStyle: VARIANTS_PER_STYLE, seed: SEED })].map(
    (style, ordinal): PlacedStyle => ({
      ...style,
      ordinal,
      variants: style.variants.map((variant, row) => ({ ...variant, ordinal: ordinal * VARIANTS_PER_STYLE + row })),
    }),
  );
  const parts = Array.from({ length: Math.ceil(STYLES / STYLES_PER_PART) }, (_, part) =>
    rest(packStyles(part, styles.slice(part * STYLES_PER_PART, (part + 1) * STYLES_PER_PART)), part),
  );
  const stock = { ...rest(ownStock(STYLES * VARIANTS_PER_STYLE), 0), locationId: OWN_STORE, version: 1 };
  const manifest: Manifest = {
    epoch: "bench",
    catalogue: { version: 1, styles: STYLES, variants: STYLES * VARIANTS_PER_STYLE, parts },
    stock: [stock],
  };
  const wireBytes = [...parts, stock].reduce((sum, { bytes }) => sum + bytes, 0);
  return { manifest, bodies, jsonBytes, wireBytes, probe: probeOf(styles.at(-1)) };
}

/** Most variants are not on the shelf of one store; a few are on their way. */
function ownStock(variants: number): StockPart {
  // A multiplicative hash: spread like real stock, the same in every run.
  const spread = (ordinal: number) => Math.imul(ordinal + 1, 0x9e_37_79_b1) >>> 16;
  const available = Array.from({ length: variants }, (_, ordinal) => Math.max(0, (spread(ordinal) % 24) - 14));
  return {
    locationId: OWN_STORE,
    version: 1,
    asOf: "2026-03-02T08:00:00.000Z",
    available,
    promisable: available.map((units) => Math.max(0, units - 1)),
    incoming: available.flatMap((units, ordinal) =>
      units === 0 && ordinal % 40 === 0 ? [[ordinal, 6, "2026-03-09"] as const] : [],
    ),
  };
}

function probeOf(style: PlacedStyle | undefined): Probe {
  const variant = style?.variants.at(-1);
  if (!style || !variant?.gtin14) throw new Error("the last style of the scale catalogue has no barcode to ask for");
  return {
    words: `${style.brand} ${style.title}`,
    styleId: style.styleId,
    sku: variant.sku,
    gtin14: variant.gtin14,
    styles: STYLES,
  };
}
