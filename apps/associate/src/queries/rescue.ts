"use client";

import { DAY } from "@aisle/domain";
import { useSyncExternalStore } from "react";
import type { RescuedPackage } from "../phone-db/database.ts";
import type { Packed } from "../rescue/pack-outbox.ts";
import type { Rescue } from "../rescue/rescue.ts";
import { useLive } from "./live.ts";
import { useReadyPhone } from "./phone.tsx";

export type { Packed } from "../rescue/pack-outbox.ts";

/** Another phone's actions on their way over this one. */
export type CarriedPackage = {
  readonly package: RescuedPackage;
  readonly state: "on-this-phone" | "sending" | "answered";
};

/** Those that are not answered or not seen, and those of the last day; the newest first. Undefined before the first read. */
export function useCarriedPackages(): readonly CarriedPackage[] | undefined {
  const { database, rescue } = useReadyPhone();
  const { sending } = useSyncExternalStore(rescue.status.subscribe, rescue.status.current, rescue.status.current);
  const rows = useLive("carried packages", async () => {
    const all = await database.rescued.toArray();
    const fresh = Date.now() - DAY;
    return all.filter((each) => !each.isSeen || each.takenAt > fresh).sort((a, b) => b.takenAt - a.takenAt);
  });
  return rows?.map((each) => ({ package: each, state: stateOf(each, sending) }));
}

export type CarriedCounts = { readonly waiting: number; readonly needsYou: number };

/** Packages of other phones that are not answered yet, and answers nobody has seen. */
export function useCarriedCounts(): CarriedCounts {
  const { database } = useReadyPhone();
  const counts = useLive("carried counts", async () => {
    const all = await database.rescued.toArray();
    const waiting = all.filter(({ answer }) => answer === null).length;
    return { waiting, needsYou: all.filter(({ answer, isSeen }) => answer !== null && !isSeen).length };
  });
  return counts ?? { waiting: 0, needsYou: 0 };
}

function stateOf({ id, answer }: RescuedPackage, sending: readonly string[]): CarriedPackage["state"] {
  if (answer) return "answered";
  return sending.includes(id) ? "sending" : "on-this-phone";
}

/** What a screen does about unsent actions: seal this phone's, take in another's. */
export function useRescue(): Pick<Rescue, "takeIn" | "markSeen"> & { readonly pack: () => Promise<Packed> } {
  return useReadyPhone().rescue;
}
