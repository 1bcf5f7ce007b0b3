import type { Scan, ScanDoubt, Style, Variant } from "@aisle/domain";
import type { Catalogue } from "../../catalogue/catalogue.ts";

/** What a code stands for on this phone. */
export type LookedUp =
  | { readonly kind: "item"; readonly style: Style; readonly variant: Variant }
  | { readonly kind: "order"; readonly orderId: string }
  | { readonly kind: "unknown"; readonly code: string; readonly doubt: ScanDoubt | undefined };

/** Orders carry numbers of this many digits. */
const ORDER_NUMBER = /^#?(\d{4,9})$/;

/** Looks for an item first, by its tag number in any form or by its SKU, then for an order by its number. */
export async function lookUp(
  scan: Scan,
  known: {
    readonly catalogue: Pick<Catalogue, "variantByGtin14" | "variantBySku">;
    readonly orderByNumber: (number: number) => Promise<string | undefined>;
  },
): Promise<LookedUp> {
  const { catalogue, orderByNumber } = known;
  const code = scan.kind === "gtin" ? scan.raw.trim() : scan.text;
  const byNumber =
    scan.kind === "gtin"
      ? (catalogue.variantByGtin14(scan.gtin14) ?? (scan.otherwise && catalogue.variantByGtin14(scan.otherwise)))
      : undefined;
  // A shop's own number may pass for a GTIN by chance, so a SKU spelled that way is still looked for.
  const found = byNumber ?? catalogue.variantBySku(code);
  if (found) return { kind: "item", ...found };
  const digits = ORDER_NUMBER.exec(code)?.[1];
  const orderId = digits === undefined ? undefined : await orderByNumber(Number(digits));
  if (orderId !== undefined) return { kind: "order", orderId };
  return { kind: "unknown", code, doubt: scan.kind === "text" ? scan.doubt : undefined };
}

/** Why nothing came of a code, and what to do: words for the card. */
export function unknownWords({ code, doubt }: Extract<LookedUp, { readonly kind: "unknown" }>): {
  readonly title: string;
  readonly advice: string;
} {
  if (code.startsWith("AISLE1."))
    return {
      title: "This code holds another phone's actions",
      advice: "Take them in under Store, Take in another phone's actions.",
    };
  const shown = code.length > 32 ? `${code.slice(0, 31)}…` : code;
  if (doubt === "bad-check-digit")
    return {
      title: `${shown} doesn't add up`,
      advice: "A digit was misread or mistyped. Scan the tag again, or compare each digit with it.",
    };
  if (doubt === "malformed")
    return {
      title: "The tag is damaged",
      advice: "Part of its code can't be read. Scan another piece, or type the number under it.",
    };
  return {
    title: `No item here has ${shown}`,
    advice: "Scan another tag of the same item, or find it by name. It may be new and not in this phone's catalogue yet.",
  };
}
