"use client";

import type { Associate } from "@aisle/domain";
import { useLive } from "./live.ts";
import { useReadyPhone } from "./phone.tsx";

/** The people of this store by name; undefined before the first read. */
export function useTeam(): readonly Associate[] | undefined {
  const { database, session } = useReadyPhone();
  const { locationId } = session.location;
  return useLive(`team ${locationId}`, async () => {
    const people = await database.associates.filter((each) => each.locationId === locationId).toArray();
    return people.sort((a, b) => a.name.localeCompare(b.name));
  });
}
