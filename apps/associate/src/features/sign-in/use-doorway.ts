"use client";

import { useEffect, useState } from "react";
import type { Doorway, OpenedPhone, StoreName, Team } from "../../queries/phone.tsx";
import { type DoorPerson, peopleAtDoor } from "./people-at-door.ts";

export type AtTheDoor = {
  /** Who may take this phone, the newest on it first. */
  readonly people: readonly DoorPerson[];
  /** How a shift begins here; undefined until head office has said so once. */
  readonly way: Team["way"] | undefined;
  readonly stores: readonly StoreName[];
  /** Undefined until there is a store to choose. */
  readonly store: StoreName | undefined;
  readonly choose: (store: StoreName) => void;
  /** Null while not known. */
  readonly hasSignal: boolean | null;
  readonly unsent: number;
  /** Only this store may be signed in to: what waits on this phone was promised by it. */
  readonly boundTo: StoreName | null;
};

/** What the sign-in screen stands on: this phone's memory at once, head office's stores and team as soon as they come. */
export function useDoorway(phone: Pick<OpenedPhone, "lookIn" | "askForStores" | "askForTeam">): AtTheDoor | undefined {
  const { lookIn, askForStores, askForTeam } = phone;
  const [doorway, setDoorway] = useState<Doorway>();
  const [fresh, setFresh] = useState<readonly StoreName[] | null>();
  const [chosen, choose] = useState<StoreName>();
  const [freshTeam, setFreshTeam] = useState<{ readonly of: string; readonly team: Team }>();
  useEffect(() => {
    let isHere = true;
    const ask = () => {
      askForStores().then(
        (stores) => isHere && setFresh(stores),
        () => isHere && setFresh(null),
      );
    };
    lookIn().then(
      (found) => isHere && setDoorway(found),
      // A phone that cannot read its memory is a new phone to the door; its work is not touched by that.
      () => isHere && setDoorway({ people: [], team: null, stores: [], lastStore: null, unsent: 0 }),
    );
    ask();
    window.addEventListener("online", ask);
    document.addEventListener("visibilitychange", ask);
    return () => {
      isHere = false;
      window.removeEventListener("online", ask);
      document.removeEventListener("visibilitychange", ask);
    };
  }, [lookIn, askForStores]);

  const stores = doorway && inOrder(fresh ?? doorway.stores, doorway.lastStore);
  const boundTo = doorway && doorway.unsent > 0 ? doorway.lastStore : null;
  const store = boundTo ?? chosen ?? doorway?.lastStore ?? stores?.[0];
  const isOnline = fresh !== undefined && fresh !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew for another store, and when signal is back
  useEffect(() => {
    if (!store) return;
    let isHere = true;
    askForTeam().then(
      (team) => isHere && team && setFreshTeam({ of: store.locationId, team }),
      () => {},
    );
    return () => {
      isHere = false;
    };
  }, [store?.locationId, isOnline, askForTeam]);

  if (!doorway || !stores) return undefined;
  const kept = store && store.locationId === doorway.lastStore?.locationId ? doorway.team : null;
  const team = freshTeam && freshTeam.of === store?.locationId ? freshTeam.team : kept;
  return {
    people: peopleAtDoor({ known: doorway.people, team, store: store?.locationId }),
    way: team?.way,
    stores,
    store,
    choose,
    hasSignal: fresh === undefined ? null : isOnline,
    unsent: doorway.unsent,
    boundTo,
  };
}

function inOrder(stores: readonly StoreName[], lastStore: StoreName | null): readonly StoreName[] {
  const first = lastStore?.locationId;
  const rank = (store: StoreName) => (store.locationId === first ? 0 : 1);
  return stores.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}
