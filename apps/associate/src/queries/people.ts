"use client";

import { type CustomerId, createPeopleIndex } from "@aisle/domain";
import { useMemo } from "react";
import type { Client } from "./clients.ts";
import { useReadyPhone } from "./phone.tsx";
import { useRecents } from "./recents.ts";

/** How many are ranked before one's own come first among equals. */
const MOST_RANKED = 200;

/**
 * Finds people among `clients` by name, phone or e-mail. Of two who fit equally well, the one served lately is meant, then one's
 * own. Building the index for some thousands takes a few tens of ms, so it is kept while they stay the same.
 */
export function usePeopleSearch(clients: readonly Client[] | undefined): (query: string, limit: number) => readonly Client[] {
  const { session } = useReadyPhone();
  const { recents } = useRecents();
  const me = session.associate.associateId;
  const index = useMemo(
    () =>
      createPeopleIndex((clients ?? []).map(({ customerId, name, phone, email }) => ({ id: customerId, name, phone, email }))),
    [clients],
  );
  const byId = useMemo(() => new Map((clients ?? []).map((client) => [client.customerId, client])), [clients]);
  return useMemo(() => {
    const nearness = ({ customerId, associateId }: Client) => {
      const place = recents.clients.indexOf(customerId as CustomerId);
      if (place >= 0) return place;
      return recents.clients.length + (associateId === me ? 0 : 1);
    };
    return (query, limit) =>
      index
        .search(query, { limit: Math.max(limit, MOST_RANKED) })
        .flatMap(({ id, score }) => {
          const client = byId.get(id);
          return client ? [{ client, score }] : [];
        })
        .sort((left, right) => right.score - left.score || nearness(left.client) - nearness(right.client))
        .slice(0, limit)
        .map(({ client }) => client);
  }, [index, byId, recents, me]);
}
