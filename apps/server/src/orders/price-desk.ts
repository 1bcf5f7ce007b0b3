import { createHmac, timingSafeEqual } from "node:crypto";
import type { Money, PriceProof } from "@aisle/domain";
import { readProof, singleRoot } from "@aisle/protocol";
import type { Secrets } from "../secrets.ts";

/** Seals prices as head office's own and knows its seals again. The scheme is in `packages/protocol/src/price-quote.ts`. */
export type PriceSeals = {
  /** The seal of a catalogue part, over the root of its prices. */
  readonly seal: (root: string) => string;
  /** A proof for one price alone. */
  readonly prove: (sku: string, price: Money) => string;
  readonly check: (sku: string, told: { readonly price: Money; readonly proof: string }) => PriceProof;
};

export function createPriceSeals(secrets: Secrets): PriceSeals {
  const key = secrets.keyFor("price-quote");
  const seal = (root: string) => createHmac("sha256", key).update(root).digest("base64url");
  return {
    seal,
    prove: (sku, price) => seal(singleRoot({ sku, price })),
    check: (sku, { price, proof }) => {
      const read = readProof(proof, { sku, price });
      return read && isSame(read.seal, seal(read.root)) ? "ours" : "not-ours";
    },
  };
}

function isSame(given: string, wanted: string): boolean {
  const bytes = Buffer.from(given);
  return bytes.length === Buffer.byteLength(wanted) && timingSafeEqual(bytes, Buffer.from(wanted));
}
