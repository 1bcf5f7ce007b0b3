// What somebody holds of one feed, as hashes, so that phone and head office can be held against each other without sending it.
//
//   rows of the feed --by table--> sixteenths of the keys --> one hash each      customers/3: 9f0c...
//   stock column ---------------> 1,024 variants each   --> one hash each       stock/0: 77ab...
//
// 1. Equal contents give equal digests whoever computes them: keys are sorted, JSON is canonical, nothing empty is named.
// 2. What a row only repeats from another one (an order's client's name) is left out: it is as old as the row's last change.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonical } from "./canonical.ts";
import type { PatchRows } from "./exchange.ts";
import type { StockChange } from "./stock-column.ts";
import { type RowOf, TABLES, type TableName } from "./tables/index.ts";

/** SHA-256 in hex by chunk, each named `<table>/<number>`. */
export type FeedDigest = Readonly<Record<string, string>>;

export type FeedContent = {
  readonly rows: PatchRows;
  /** Only variants with something to say: units here, promisable, or on their way. */
  readonly stock: readonly StockChange[];
};

const CHUNKS_OF_KEYS = 16;
const VARIANTS_PER_CHUNK = 1024;

export function digestFeed({ rows, stock }: FeedContent): FeedDigest {
  const chunks = new Map<string, { readonly key: string; readonly text: string }[]>();
  const add = (chunk: string, key: string, text: string) => {
    const lines = chunks.get(chunk) ?? [];
    lines.push({ key, text });
    chunks.set(chunk, lines);
  };
  for (const name of tableNames()) {
    for (const row of rows[name] ?? []) {
      // Boundary: the registry names a property of the row, which TypeScript cannot follow through a generic name.
      const key = String((row as unknown as Record<string, unknown>)[TABLES[name].key]);
      add(`${name}/${chunkOfKey(key)}`, key, canonical(ownFacts(name, row)));
    }
  }
  for (const change of stock) {
    const [ordinal, available, promisable, units] = change;
    if (available === 0 && promisable === 0 && units === 0) continue;
    add(`stock/${Math.floor(ordinal / VARIANTS_PER_CHUNK)}`, String(ordinal).padStart(9, "0"), canonical(change));
  }
  return Object.fromEntries(
    [...chunks].map(([chunk, lines]) => {
      lines.sort((a, b) => (a.key < b.key ? -1 : 1));
      return [chunk, bytesToHex(sha256(utf8ToBytes(lines.map(({ text }) => text).join("\n"))))];
    }),
  );
}

/** The first chunk in which two digests differ, or null. */
export function firstDifference(one: FeedDigest, other: FeedDigest): string | null {
  const chunks = [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
  return chunks.find((chunk) => one[chunk] !== other[chunk]) ?? null;
}

function ownFacts<Name extends TableName>(name: Name, row: RowOf<Name>): Record<string, unknown> {
  // Boundary: a row is an object of JSON values; which, depends on its table.
  const facts = { ...row } as Record<string, unknown>;
  if (name !== "orders") return facts;
  const { customerName: _client, associateName: _associate, lines, ...order } = facts;
  const own = (line: Record<string, unknown>) => {
    const { title: _title, variantName: _variant, image: _image, ...rest } = line;
    return rest;
  };
  return { ...order, lines: Array.isArray(lines) ? lines.map(own) : lines };
}

/** FNV-1a over the key's code units: spreads keys evenly, and is the same everywhere. */
function chunkOfKey(key: string): number {
  let sum = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) sum = Math.imul(sum ^ key.charCodeAt(index), 0x01000193) >>> 0;
  return sum % CHUNKS_OF_KEYS;
}

function tableNames(): TableName[] {
  // Boundary: Object.keys forgets that these are the table's own names.
  return Object.keys(TABLES) as TableName[];
}
