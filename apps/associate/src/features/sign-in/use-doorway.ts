"use client";

import { useEffect, useState } from "react";
import type { Doorway, OpenedPhone, StoreName } from "../../queries/phone.tsx";

/** The store the demo chain's walk-through happens in; elsewhere a new phone begins with the chain's first store. */
const WALK_THROUGH = "union-square";

export type AtTheDoor = {
  readonly people: Doorway["people"];
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

/** What the sign-in screen stands on: this phone's memory at once, head office's stores as soon as they come. */
export function useDoorway({ lookIn, askForStores }: Pick<OpenedPhone, "lookIn" | "askForStores">): AtTheDoor | undefined {
  const [doorway, setDoorway] = useState<Doorway>();
  const [fresh, setFresh] = useState<readonly StoreName[] | null>();
  const [chosen, choose] = useState<StoreName>();
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
      () => isHere && setDoorway({ people: [], stores: [], lastStore: null, unsent: 0 }),
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

  if (!doorway) return undefined;
  const stores = inOrder(fresh ?? doorway.stores, doorway.lastStore);
  const boundTo = doorway.unsent > 0 ? doorway.lastStore : null;
  return {
    people: doorway.people,
    stores,
    store: boundTo ?? chosen ?? doorway.lastStore ?? stores[0],
    choose,
    hasSignal: fresh === undefined ? null : fresh !== null,
    unsent: doorway.unsent,
    boundTo,
  };
}

function inOrder(stores: readonly StoreName[], lastStore: StoreName | null): readonly StoreName[] {
  const first = lastStore?.locationId ?? WALK_THROUGH;
  const rank = (store: StoreName) => (store.locationId === first ? 0 : 1);
  return stores.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}
