/** Which sign parts the cents from the rest. */
export type Decimal = "comma" | "dot";

/**
 * A price in minor units under either reading, null where that reading makes no sense. `evidence` names the sign when only
 * one reading is possible: "12,50" can only be a comma, "1,299" may be either, "1299" says nothing.
 */
export type PriceReading = { readonly dot: number | null; readonly comma: number | null; readonly evidence: Decimal | null };

export type PriceRefusal = "unreadable" | "negative" | "too-high";

/** 100,000,000 minor units and more are typing mistakes in a shop (a million dollars); the column holds 32 bits. */
const TOO_HIGH_MINOR = 100_000_000;

/** Reads a price with or without a currency sign or code. `minorUnits` is how many make one unit, such as 100. */
export function readPrice(text: string, minorUnits: number): PriceReading | PriceRefusal {
  const bare = text
    .replace(/[\s\u00a0\u202f'’]/g, "")
    .replace(/^(-?)(?:[A-Za-z]{1,3}\$|[A-Z]{3}|\p{Sc}|kr\.?|zł)/u, "$1")
    .replace(/(?:[A-Z]{3}|\p{Sc}|kr\.?|zł)$/u, "");
  const digits = bare.replace(/^-|^\((.*)\)$/, "$1");
  if (!/^[\d.,]*\d[\d.,]*$/.test(digits)) return "unreadable";
  const dot = minorFrom(digits, ".", minorUnits);
  const comma = minorFrom(digits, ",", minorUnits);
  if (dot === null && comma === null) return "unreadable";
  if (digits !== bare && (dot ?? comma) !== 0) return "negative";
  if ((dot ?? 0) >= TOO_HIGH_MINOR && (comma ?? TOO_HIGH_MINOR) >= TOO_HIGH_MINOR) return "too-high";
  if (dot === null && (comma ?? 0) >= TOO_HIGH_MINOR) return "too-high";
  const believable = (minor: number | null) => (minor !== null && minor < TOO_HIGH_MINOR ? minor : null);
  return { dot: believable(dot), comma: believable(comma), evidence: evidenceOf(digits, dot, comma) };
}

/** Counts what the prices of a file say of its decimal sign. Undecided or contradictory files are read with a dot. */
export function createDecimalCount(): { see(evidence: Decimal | null): void; readonly decimal: Decimal } {
  const seen = { comma: 0, dot: 0 };
  return {
    see(evidence) {
      if (evidence) seen[evidence] += 1;
    },
    get decimal() {
      return seen.comma > 0 && seen.dot === 0 ? "comma" : "dot";
    },
  };
}

function evidenceOf(digits: string, dot: number | null, comma: number | null): Decimal | null {
  // One group of three after the sign is a thousand in one country and three decimals in another.
  if (/^\d{1,3}[.,]\d{3}$/.test(digits) || (dot === null) === (comma === null)) return null;
  return dot === null ? "comma" : "dot";
}

function minorFrom(digits: string, sign: "." | ",", minorUnits: number): number | null {
  const group = sign === "." ? "," : ".";
  const [whole = "", fraction = "", ...more] = digits.split(sign);
  if (more.length > 0 || fraction.includes(group)) return null;
  const groups = whole.split(group);
  const areThousands = groups.slice(1).every((each) => each.length === 3) && (groups[0] ?? "").length <= 3;
  if (groups.length > 1 && (!areThousands || groups[0] === "")) return null;
  if (whole === "" && fraction === "") return null;
  const places = Math.round(Math.log10(minorUnits));
  // "52.0000" is how Magento writes 52; "52.005" is no amount of money.
  if (/[1-9]/.test(fraction.slice(places))) return null;
  const minor = Number(groups.join("") || "0") * minorUnits + Number(fraction.slice(0, places).padEnd(places, "0") || "0");
  return Number.isSafeInteger(minor) ? minor : null;
}
