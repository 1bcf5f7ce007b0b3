"use client";

import { useDeferredValue, useMemo } from "react";
import type { ItemHit } from "../../catalogue/item-search.ts";
import { type Client, type ShownOrder, useClients } from "../../queries/clients.ts";
import { useIsCatalogueWhole, useItemSearch, useOrders } from "../../queries/item-search.ts";
import { usePeopleSearch } from "../../queries/people.ts";

const MOST_ITEMS = 60;
const MOST_CLIENTS = 30;
const MOST_ORDERS = 30;
/** Of those that only come close, this many are worth a look. */
const MOST_CLOSE = 20;
/** With this many that have all of the words, those that only come close are noise. */
const ENOUGH = 3;

export type Found = {
  /** What the results answer; empty before typing. */
  readonly query: string;
  readonly items: readonly ItemHit[];
  /** How many items there are in all. */
  readonly total: number;
  /** The search as it was understood, when a word had to be corrected. */
  readonly understood: string | undefined;
  readonly clients: readonly Client[];
  readonly orders: readonly ShownOrder[];
  /** False while the phone is still reading what it holds: nothing found is no answer yet. */
  readonly isWhole: boolean;
};

/** Items, clients and orders that answer what was typed, all from this phone. */
export function useFind(typed: string): Found {
  const query = useDeferredValue(typed.trim());
  const search = useItemSearch();
  const clients = useClients();
  const people = usePeopleSearch(clients);
  const orders = useOrders();
  const isWhole = useIsCatalogueWhole() && clients !== undefined && orders !== undefined;
  const items = useMemo(() => (query === "" ? undefined : search(query, MOST_ITEMS)), [search, query]);
  const foundClients = useMemo(() => (query === "" ? [] : people(query, MOST_CLIENTS)), [people, query]);
  const foundOrders = useMemo(() => {
    const ids = new Set(foundClients.map(({ customerId }) => customerId));
    return query === "" ? [] : (orders ?? []).filter((order) => answers(order, query, ids)).slice(0, MOST_ORDERS);
  }, [orders, foundClients, query]);
  const isEnough = items !== undefined && items.complete >= ENOUGH;
  const hits = items === undefined ? [] : isEnough ? items.hits.slice(0, items.complete) : items.hits.slice(0, MOST_CLOSE);
  return {
    query,
    items: hits,
    total: isEnough ? items.total : hits.length,
    understood: items?.looseQuery,
    clients: foundClients,
    orders: foundOrders,
    isWhole,
  };
}

/** By the number people say aloud from its third digit on, or by its client. */
function answers(shown: ShownOrder, query: string, clients: ReadonlySet<string>): boolean {
  const number = shown.kind === "here" ? shown.number : shown.order.number;
  const digits = /^#?\s*(\d{3,})$/.exec(query)?.[1] ?? /^order\s+(\d+)$/i.exec(query)?.[1];
  if (digits !== undefined) return number !== null && String(number).startsWith(digits);
  return clients.has(shown.kind === "here" ? shown.customerId : shown.order.customerId);
}
