// A price the phone may tell a client, with head office's proof that it is one of its own.
//
//   sku|currency|price  sku|currency|price  sku|currency|price  ...   one leaf per variant of a catalogue part
//            \              /                    \
//             ----  node ---                      ...
//                     \          /
//                       - root -  --HMAC, with a key only head office has-->  the part's seal
//
//   proof = seal + the nodes beside the way from the leaf to the root          43 characters each
//
// 1. Who has not the key cannot make a proof for another item, currency or amount; who has one proof cannot make a second.
// 2. A part carries one seal, not one per item: the broadcast lane does not grow. The phone makes the proof when it books.
// 3. Head office keeps nothing: a quote of months ago, or from before a restore, is still known as its own.

import type { Money } from "@aisle/domain";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { CataloguePart } from "./catalogue-part.ts";

/** SHA-256 or HMAC-SHA256 as base64url, without padding. */
const PIECE = 43;
/** 2^20 variants in a part: far more than there are. */
const MAX_PIECES = 21;
/** The longest proof, in characters. */
export const MAX_PROOF = PIECE * MAX_PIECES;

/** What one leaf stands for: an item at an amount. The SKU counts without regard to letter case, as head office finds it. */
export type Priced = { readonly sku: string; readonly price: Money };

/** A proof taken apart: the root it leads to from the item and amount told, and the seal it claims for that root. */
export type ReadProof = { readonly root: string; readonly seal: string };

/** The root over every price of a part; what head office seals. Empty for a part without variants. */
export function priceRoot(part: CataloguePart): string {
  let level = leavesOf(part);
  while (level.length > 1) level = above(level);
  return level[0] ?? "";
}

/** The proof for the variant in place `at` of a part's columns; null where the part has no seal, as from an older head office. */
export function proveFromPart(part: CataloguePart, at: number): string | null {
  if (!part.priceSeal) return null;
  const pieces = [part.priceSeal];
  let level = leavesOf(part);
  for (let place = at; level.length > 1; place >>= 1) {
    const beside = level[place ^ 1];
    if (beside !== undefined) pieces.push(beside);
    level = above(level);
  }
  return pieces.join("");
}

/** Follows a proof from what was told up to the root it claims; null for something that is no proof. */
export function readProof(proof: string, told: Priced): ReadProof | null {
  if (proof.length === 0 || proof.length > MAX_PROOF || proof.length % PIECE !== 0) return null;
  let root = leafOf(told);
  for (let from = PIECE; from < proof.length; from += PIECE) root = nodeOf(root, proof.slice(from, from + PIECE));
  return { root, seal: proof.slice(0, PIECE) };
}

/** The root of one price alone: how head office proves a single one, in an answer. */
export function singleRoot(priced: Priced): string {
  return leafOf(priced);
}

function leavesOf(part: CataloguePart): string[] {
  let at = 0;
  return part.variants.flatMap((count, style) => {
    const currency = part.currency[style] ?? "";
    return Array.from({ length: count }, () => {
      const priced = { sku: part.sku[at] ?? "", price: { minor: part.priceMinor[at] ?? 0, currency } };
      at++;
      return leafOf(priced);
    });
  });
}

/** One without a neighbour goes up as it is. */
function above(level: readonly string[]): string[] {
  return Array.from({ length: Math.ceil(level.length / 2) }, (_, pair) => {
    const left = level[pair * 2] ?? "";
    const right = level[pair * 2 + 1];
    return right === undefined ? left : nodeOf(left, right);
  });
}

// Leaves and nodes begin differently, or a node could be passed off as a leaf (RFC 6962, 2.1).
function leafOf({ sku, price }: Priced): string {
  return digest(`price\n${sku.toLowerCase()}\n${price.currency}\n${price.minor}`);
}

/** Without regard to side, so that a proof need not say which one it came from. */
function nodeOf(one: string, other: string): string {
  return digest(one < other ? `node\n${one}${other}` : `node\n${other}${one}`);
}

function digest(text: string): string {
  const base64 = btoa(String.fromCharCode(...sha256(utf8ToBytes(text))));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
