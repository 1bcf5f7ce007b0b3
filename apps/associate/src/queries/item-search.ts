"use client";

import {
  type CatalogueResult,
  type CustomerId,
  createCodeIndex,
  createSearchIndex,
  type Sku,
  type Style,
  type StyleId,
  searchCatalogue,
  type Variant,
} from "@aisle/domain";
import { type PlacedStyle, STYLES_PER_PART } from "@aisle/protocol";
import { foldOrders, isWaiting } from "@aisle/sync";
import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { ShownOrder } from "./clients.ts";
import { useLive } from "./live.ts";
import { useReadyPhone } from "./phone.tsx";

export type ItemHit = {
  readonly style: Style;
  /** Set when a code named it. */
  readonly variant: Variant | undefined;
};

export type ItemHits = Omit<CatalogueResult, "hits"> & { readonly hits: readonly ItemHit[] };

/** The phone's own catalogue, made searchable part by part. */
export type ItemSearch = {
  readonly search: (query: string, limit: number) => ItemHits;
  /** Takes in what changed in the catalogue, one part at a time; true while there is more to take in. */
  readonly takePart: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
  readonly version: () => number;
};

type SearchSource = Pick<Catalogue, "styles" | "version">;
/** Room for the variants of one part in the numbers the code index counts with. */
const VARIANTS_PER_PART = 1_000_000;

export function createItemSearch(catalogue: SearchSource): ItemSearch {
  const words = createSearchIndex();
  const codes = createCodeIndex();
  /** What is indexed of each part. A part that changed comes back with other style objects. */
  const taken = new Map<number, Part>();
  const listeners = new Set<() => void>();
  let walk: Iterator<Part> | undefined;
  let walkedVersion = -1;
  let seen = new Set<number>();
  let version = 0;

  const take = (part: Part) => {
    const name = String(part.number);
    taken.set(part.number, part);
    words.setPart(name, { firstStyle: part.number * STYLES_PER_PART, documents: part.styles.map(toDocument) });
    codes.setPart(name, {
      firstVariant: part.number * VARIANTS_PER_PART,
      codes: part.variants.map(({ variant }) => ({ sku: variant.sku, gtin: variant.gtin14 })),
    });
  };
  const drop = (number: number) => {
    taken.delete(number);
    words.removePart(String(number));
    codes.removePart(String(number));
  };
  const tell = () => {
    version++;
    for (const listener of listeners) listener();
  };

  return {
    search: (query, limit) => {
      const part = (number: number, size: number) => taken.get(Math.floor(number / size));
      const variantAt = (number: number) => part(number, VARIANTS_PER_PART)?.variants[number % VARIANTS_PER_PART];
      const styleOfVariant = (number: number) => variantAt(number)?.place ?? -1;
      const found = searchCatalogue({ query, limit }, { words, codes, styleOfVariant });
      const hits = found.hits.flatMap(({ style: place, variant }): ItemHit[] => {
        const style = part(place, STYLES_PER_PART)?.styles[place % STYLES_PER_PART];
        return style ? [{ style, variant: variant === undefined ? undefined : variantAt(variant)?.variant }] : [];
      });
      return { ...found, hits };
    },
    takePart: () => {
      if (walkedVersion !== catalogue.version()) {
        walkedVersion = catalogue.version();
        walk = partsOf(catalogue);
        seen = new Set();
      }
      if (!walk) return false;
      const next = walk.next();
      if (next.done) {
        walk = undefined;
        for (const number of taken.keys()) if (!seen.has(number)) drop(number);
        tell();
        return false;
      }
      seen.add(next.value.number);
      if (taken.get(next.value.number)?.styles[0] !== next.value.styles[0]) {
        take(next.value);
        tell();
      }
      return true;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}

type Part = {
  readonly number: number;
  readonly styles: readonly PlacedStyle[];
  /** Its variants one after the other, with the place of their style in the index. */
  readonly variants: readonly { readonly variant: Variant; readonly place: number }[];
};

/** The styles by part, as they follow one another in the catalogue. */
function* partsOf(catalogue: SearchSource): Generator<Part, void, undefined> {
  let styles: PlacedStyle[] = [];
  let number = -1;
  const close = (): Part => {
    const first = number * STYLES_PER_PART;
    return {
      number,
      styles,
      variants: styles.flatMap((style, row) => style.variants.map((variant) => ({ variant, place: first + row }))),
    };
  };
  for (const style of catalogue.styles()) {
    const part = Math.floor(style.ordinal / STYLES_PER_PART);
    if (part !== number && styles.length > 0) {
      yield close();
      styles = [];
    }
    number = part;
    styles.push(style);
  }
  if (styles.length > 0) yield close();
}

function toDocument(style: Style) {
  const colourAt = style.optionNames.findIndex((name) => /^colou?r$/i.test(name));
  const colours = colourAt < 0 ? [] : new Set(style.variants.map((variant) => variant.optionValues[colourAt] ?? ""));
  const { title, brand, category, department, tags } = style;
  return { title, brand, category, department, tags, colours: [...colours] };
}

const searchByCatalogue = new WeakMap<Catalogue, ItemSearch>();
/** Indexing stops for the screen after this long, in ms, and goes on when the phone is idle. */
const SLICE_MS = 8;

/** Search over the phone's own catalogue. The function changes as parts are taken in, so that results complete themselves. */
export function useItemSearch(): ItemSearch["search"] {
  const { catalogue } = useReadyPhone();
  const search = searchByCatalogue.get(catalogue) ?? createItemSearch(catalogue);
  searchByCatalogue.set(catalogue, search);
  const version = useSyncExternalStore(search.subscribe, search.version, search.version);
  const catalogueVersion = useSyncExternalStore(catalogue.subscribe, catalogue.version, catalogue.version);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the catalogue is what there is to take in
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const slice = () => {
      const until = performance.now() + SLICE_MS;
      let hasMore = true;
      while (hasMore && performance.now() < until) hasMore = search.takePart();
      if (hasMore) timer = setTimeout(slice, 0);
    };
    slice();
    return () => clearTimeout(timer);
  }, [search, catalogueVersion]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the index keeps its identity; its version says when it changed
  return useCallback((query, limit) => search.search(query, limit), [search, version]);
}

/** Every order this phone holds, newest first, with those only on this phone before them; undefined before the first read. */
export function useOrders(): readonly ShownOrder[] | undefined {
  const { database, session } = useReadyPhone();
  return useLive(`orders ${session.associate.associateId}`, async () => {
    const [orders, rows] = await Promise.all([
      database.orders.orderBy("bookedAt").reverse().toArray(),
      database.outbox.toArray(),
    ]);
    return foldOrders(
      orders,
      rows.filter((row) => row.name === "order.ship-to-home" && isWaiting(row)),
    );
  });
}

/** The order people say aloud as `10482`; undefined when this phone does not hold it. */
export function useOrderByNumber(): (number: number) => Promise<string | undefined> {
  const { database } = useReadyPhone();
  return useCallback(
    async (number) => (await database.orders.filter((order) => order.number === number).first())?.orderId,
    [database],
  );
}

export type RecentItem = { readonly styleId: StyleId; readonly sku: Sku | null };
export type Recents = { readonly items: readonly RecentItem[]; readonly clients: readonly CustomerId[] };

const RECENT_ITEMS = 6;
const RECENT_CLIENTS = 3;
const NO_RECENTS: Recents = { items: [], clients: [] };

/** What this associate looked at last on this phone, latest first. */
export function useRecents(): {
  readonly recents: Recents;
  readonly rememberItem: (item: RecentItem) => void;
  readonly rememberClient: (customerId: CustomerId) => void;
} {
  const { database, session } = useReadyPhone();
  const key = `recents ${session.associate.associateId}`;
  const recents = useLive(key, async () => readRecents((await database.settings.get(key))?.value));
  const change = useCallback(
    (edit: (before: Recents) => Recents) => {
      database
        .transaction("rw", database.settings, async () => {
          const before = readRecents((await database.settings.get(key))?.value);
          await database.settings.put({ key, value: edit(before) });
        })
        // A list of shortcuts that misses one is no reason to stop anybody.
        .catch(() => {});
    },
    [database, key],
  );
  return useMemo(
    () => ({
      recents: recents ?? NO_RECENTS,
      rememberItem: (item) =>
        change(({ items, clients }) => ({
          items: [item, ...items.filter(({ styleId }) => styleId !== item.styleId)].slice(0, RECENT_ITEMS),
          clients,
        })),
      rememberClient: (customerId) =>
        change(({ items, clients }) => ({
          items,
          clients: [customerId, ...clients.filter((each) => each !== customerId)].slice(0, RECENT_CLIENTS),
        })),
    }),
    [recents, change],
  );
}

function readRecents(value: unknown): Recents {
  const isWritten = typeof value === "object" && value !== null && "items" in value && "clients" in value;
  // Boundary: only `useRecents` writes under this key.
  return isWritten ? (value as Recents) : NO_RECENTS;
}
