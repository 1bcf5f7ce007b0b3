import type { Result } from "../result.ts";
import { type Gtin14, gtinFromDigits, gtinFromUpcE, toGtin14 } from "./barcode.ts";
import { readDigitalLink } from "./barcode-digital-link.ts";
import {
  type ElementsByAi,
  type ElementsRefusal,
  GROUP_SEPARATOR,
  type GtinElements,
  readBracketedElements,
  readElementString,
} from "./barcode-elements.ts";

/**
 * What kind of bars a text came from, as far as it changes the reading. `gs1` is any code that carries GS1 elements
 * (GS1-128, DataBar, GS1 DataMatrix, GS1 QR); `other` is any code known to carry none. Typed text has no symbology.
 */
export type Symbology = "upc-a" | "upc-e" | "ean-8" | "ean-13" | "itf" | "gs1" | "other";

/** Why a text that looked like an item's number is not taken for one. */
export type ScanDoubt = "bad-check-digit" | "malformed";

/**
 * One scan, read. `raw` is what came in, untouched, and is worth keeping. `text` is what to look for as SKU, order number
 * or pickup code. A `gtin` may still be a shop's own number that happens to pass: where no item has it, look for `raw`.
 */
export type Scan =
  | {
      readonly kind: "gtin";
      readonly gtin14: Gtin14;
      readonly raw: string;
      readonly ais?: ElementsByAi;
      /** Eight digits that pass as UPC-E (`gtin14`) and as EAN-8 (this): try it where `gtin14` is not in the catalogue. */
      readonly otherwise?: Gtin14;
    }
  | { readonly kind: "text"; readonly text: string; readonly raw: string; readonly doubt?: ScanDoubt };

// AIM symbology identifiers (ISO/IEC 15424): what a scanner may send before the text. ]E3 is followed by the add-on too.
const SYMBOLOGY_BY_AIM_PREFIX: Readonly<Record<string, Symbology>> = {
  "]C1": "gs1",
  "]e0": "gs1",
  "]e1": "gs1",
  "]e2": "gs1",
  "]d2": "gs1",
  "]d5": "gs1",
  "]Q3": "gs1",
  "]Q4": "gs1",
  "]J1": "gs1",
  "]E0": "ean-13",
  "]E3": "ean-13",
  "]E4": "ean-8",
  "]I0": "itf",
  "]I1": "itf",
};

/** The symbology that an AIM identifier such as `]C1` stands for. */
export function symbologyOfAimPrefix(prefix: string): Symbology {
  return SYMBOLOGY_BY_AIM_PREFIX[prefix] ?? "other";
}

/**
 * Reads what a camera, a paired scanner or a person brought in. A number that fails its check digit is never an item:
 * it comes back as text with the doubt, for the screen to say so.
 */
export function readScan(raw: string, symbology?: Symbology): Scan {
  // Scanners may end with CR, LF or TAB; a group separator at the start is FNC1 and stays.
  const trimmed = raw.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  const prefix = /^\][A-Za-z][0-9A-Za-z]/.exec(trimmed)?.[0];
  if (prefix === undefined) return readPayload(trimmed, raw, symbology);
  return readPayload(trimmed.slice(prefix.length), raw, symbologyOfAimPrefix(prefix));
}

function readPayload(text: string, raw: string, symbology: Symbology | undefined): Scan {
  const isPrinted = /^(\(\d{2,4}\).*)?\(0[12]\)/.test(text);
  const isMarked = symbology === "gs1" || text.startsWith(GROUP_SEPARATOR);
  // A scanner set to send neither prefix nor FNC1: take it only when every element of it is in order.
  const isUnmarked = symbology === undefined && /^01\d{14}/.test(text);

  let read: Result<GtinElements, ElementsRefusal>;
  if (/^https?:\/\//i.test(text)) read = readDigitalLink(text);
  else if (isPrinted) read = readBracketedElements(text);
  else if (isMarked || isUnmarked) read = readElementString(text);
  else return fromDigits(text, raw, symbology);

  if (read.ok) return { kind: "gtin", gtin14: read.value.gtin14, raw, ais: read.value.ais };
  if (read.refusal === "bad-check-digit") return asText(text, raw, "bad-check-digit");
  return asText(text, raw, read.refusal === "malformed" && (isPrinted || isMarked) ? "malformed" : undefined);
}

function fromDigits(text: string, raw: string, symbology: Symbology | undefined): Scan {
  const read = gtinReader(symbology)(text);
  if (!read.ok) return asText(text, raw, read.refusal === "bad-check-digit" ? "bad-check-digit" : undefined);
  const scan = { kind: "gtin", gtin14: read.value, raw } as const;
  if (symbology !== undefined) return scan;
  const asEan8 = gtinFromDigits(text.replace(/\D/g, ""));
  return asEan8.ok && asEan8.value !== read.value ? { ...scan, otherwise: asEan8.value } : scan;
}

/** How the digits under each kind of bars become a GTIN. Where the kind is known, only its own lengths count. */
function gtinReader(symbology: Symbology | undefined): typeof toGtin14 {
  switch (symbology) {
    case undefined:
      return toGtin14;
    case "upc-e":
      // Some readers send a UPC-E already expanded to 12 or 13 digits.
      return (digits) => (digits.length === 8 ? gtinFromUpcE(digits) : ofLength(digits, [12, 13]));
    case "ean-8":
      return (digits) => ofLength(digits, [8]);
    case "upc-a":
      return (digits) => ofLength(digits, [12, 13]);
    case "ean-13":
      // 15 and 18 digits: the number is followed by the two or five digits of an add-on.
      return (digits) => ofLength(/^\d{15}$|^\d{18}$/.test(digits) ? digits.slice(0, 13) : digits, [12, 13]);
    case "itf":
      return (digits) => ofLength(digits, [14]);
    case "gs1":
    case "other":
      // Eight digits pass a check digit by chance too often to be taken for an EAN-8 in bars that never carry one.
      return (digits) => ofLength(digits, [12, 13, 14]);
  }
}

function ofLength(digits: string, lengths: readonly number[]): ReturnType<typeof toGtin14> {
  return lengths.includes(digits.length) ? gtinFromDigits(digits) : { ok: false, refusal: "not-a-gtin" };
}

function asText(text: string, raw: string, doubt: ScanDoubt | undefined): Scan {
  return doubt === undefined ? { kind: "text", text, raw } : { kind: "text", text, raw, doubt };
}
