"use client";

import { useDeferredValue, useMemo } from "react";
import type { ItemHit } from "../../catalogue/item-search.ts";
import { type Client, type ShownOrder, useClients, usePeopleIndex } from "../../queries/clients.ts";
import { useItemSearch, useOrders } from "../../queries/item-search.ts";

const MOST_ITEMS = 60;
const MOST_CLIENTS = 30;
const MOST_ORDERS = 30;

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
};

/** Items, clients and orders that answer what was typed, all from this phone. */
export function useFind(typed: string): Found {
  const query = useDeferredValue(typed.trim());
  const search = useItemSearch();
  const clients = useClients();
  const people = usePeopleIndex(clients);
  const orders = useOrders();
  const items = useMemo(() => (query === "" ? undefined : search(query, MOST_ITEMS)), [search, query]);
  const foundClients = useMemo(() => {
    if (query === "") return [];
    const byId = new Map((clients ?? []).map((client) => [client.customerId, client]));
    return people.search(query, { limit: MOST_CLIENTS }).flatMap(({ id }) => byId.get(id) ?? []);
  }, [people, clients, query]);
  const foundOrders = useMemo(() => {
    const ids = new Set(foundClients.map(({ customerId }) => customerId));
    return query === "" ? [] : (orders ?? []).filter((order) => answers(order, query, ids)).slice(0, MOST_ORDERS);
  }, [orders, foundClients, query]);
  return {
    query,
    items: items?.hits ?? [],
    total: Math.max(items?.total ?? 0, items?.hits.length ?? 0),
    understood: items?.looseQuery,
    clients: foundClients,
    orders: foundOrders,
  };
}

/** By the number people say aloud from its third digit on, or by its client. */
function answers(shown: ShownOrder, query: string, clients: ReadonlySet<string>): boolean {
  const number = shown.kind === "here" ? shown.number : shown.order.number;
  const digits = /^#?\s*(\d{3,})$/.exec(query)?.[1] ?? /^order\s+(\d+)$/i.exec(query)?.[1];
  if (digits !== undefined) return number !== null && String(number).startsWith(digits);
  return clients.has(shown.kind === "here" ? shown.customerId : shown.order.customerId);
}
