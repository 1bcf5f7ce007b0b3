"use client";

import { useEffect, useState } from "react";
import type { OpenedPhone, StoreName } from "../../queries/phone.tsx";

/** The store the demo chain's walk-through happens in. */
const WALK_THROUGH = "union-square";

export type OpenStores = {
  readonly stores: readonly StoreName[];
  /** The one this phone would join with one tap; undefined where a manager's code is the only way in. */
  readonly store: StoreName | undefined;
  readonly choose: (store: StoreName) => void;
};

/** In the demo, on the computer that runs it, the stores a phone may join by itself; asked again when the signal comes back. */
export function useOpenStores({ openStores }: Pick<OpenedPhone, "openStores">): OpenStores {
  const [stores, setStores] = useState<readonly StoreName[]>([]);
  const [chosen, choose] = useState<StoreName>();
  useEffect(() => {
    let isHere = true;
    const ask = () => {
      openStores().then(
        (found) => isHere && found && setStores(found.toSorted((a, b) => a.name.localeCompare(b.name))),
        () => {},
      );
    };
    ask();
    window.addEventListener("online", ask);
    return () => {
      isHere = false;
      window.removeEventListener("online", ask);
    };
  }, [openStores]);
  const first = stores.find(({ locationId }) => locationId === WALK_THROUGH) ?? stores[0];
  return { stores, store: chosen ?? first, choose };
}
