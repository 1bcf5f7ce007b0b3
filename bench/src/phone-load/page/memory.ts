import type Dexie from "dexie";
import { OWN_STORE } from "../own-store.ts";
import type { Probe } from "../scale-snapshot.ts";
import type { FreshParts, PhoneCatalogue, PhoneCode, PhoneSearch, PhoneStock } from "./phone-code.ts";

export type PhoneMemory = {
  readonly catalogue: PhoneCatalogue;
  readonly search: PhoneSearch;
  readonly stock: PhoneStock;
  readonly fresh: FreshParts;
};

/** Puts what the app keeps in memory together as the app does, the search of the Find screen included. */
export function openMemory(phone: PhoneCode, database: Dexie): PhoneMemory {
  const catalogue = phone.createCatalogue();
  const stock = phone.createStockBook();
  const search = phone.createItemSearch(catalogue);
  const fresh = phone.createFreshParts();
  phone.loadCatalogue({ database, catalogue, stock, followers: [], fresh, report });
  let stop = () => {};
  catalogue.subscribe(() => {
    stop();
    stop = phone.takeInSlices(search);
  });
  return { catalogue, search, stock, fresh };
}

/** When, by `performance.now()`, the last item was found by its words, and then by its SKU with its stock in the own store. */
export type FirstAnswers = { readonly found: number; readonly lookedUp: number };

export function whenSearchable({ catalogue, search, stock }: PhoneMemory, probe: Probe): Promise<FirstAnswers> {
  const { promise, resolve } = Promise.withResolvers<FirstAnswers>();
  const ask = () => {
    // Sooner there is nothing to find: what is asked for is in the last part.
    if (catalogue.counts().styles < probe.styles) return;
    const byWords = search.search(probe.words, 10).hits.some(({ style }) => style.styleId === probe.styleId);
    if (!byWords) return;
    const found = performance.now();
    const variant = search.search(probe.sku, 10).hits.find((hit) => hit.variant?.sku === probe.sku)?.variant;
    if (variant && stock.level(OWN_STORE, variant.ordinal)) resolve({ found, lookedUp: performance.now() });
  };
  search.subscribe(ask);
  stock.subscribe(ask);
  return promise;
}

export function report(fault: unknown): void {
  // A bench whose storage failed measured nothing.
  throw fault;
}
