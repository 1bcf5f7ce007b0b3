"use client";

import type { OrderId, Style, Variant } from "@aisle/domain";
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from "react";
import { useClient } from "../../queries/clients.ts";
import { useIsOnThisPhone } from "../../queries/promise.ts";
import { useFocus } from "../../session/focus.ts";
import { newShipDraft, type ShipDraft } from "./ship-draft.ts";

const fetchSheet = () => import("./ship-sheet.tsx");
// The screen stands without it; it is fetched while somebody still chooses a size, so the tap never waits.
const ShipSheet = lazy(() => fetchSheet().then((module) => ({ default: module.ShipSheet })));

/** How long a chip shows that it was just booked, in ms. */
const TICK_MS = 1200;
const BOOKED = "Booked · On this phone";
/** How long the client bar says so: as long as Undo is offered, in ms. */
const NOTE_MS = 6000;

/** The ship sheet of a screen: where to draw it, how to open it, and what was booked a moment ago. */
export function useShipSheet(): {
  readonly open: (item: { readonly style: Style; readonly variant: Variant }) => void;
  readonly sheet: ReactNode;
  readonly isOpen: boolean;
  /** The SKU booked a moment ago, for a tick. */
  readonly ticked: string | undefined;
  /** What the client bar says for a while after a booking. */
  readonly clientNote: string | undefined;
} {
  const { client } = useFocus();
  const [shown, setShown] = useState<{ readonly draft: ShipDraft; readonly isOpen: boolean }>();
  const [ticked, setTicked] = useState<string>();
  const [booked, setBooked] = useState<OrderId>();
  const isOnThisPhone = useIsOnThisPhone(booked);
  const timers = useRef<ReturnType<typeof setTimeout>[]>([]);
  useEffect(() => {
    // A sheet that cannot be fetched now is asked for again when it is opened.
    fetchSheet().catch(() => {});
    return () => timers.current.forEach(clearTimeout);
  }, []);
  const inFocus = client?.customerId ?? null;
  // Read before the sheet asks for it, so that it opens with its rows in place.
  useClient(inFocus);
  const open = useCallback(
    (item: { readonly style: Style; readonly variant: Variant }) =>
      setShown({ draft: newShipDraft({ ...item, customerId: inFocus }), isOpen: true }),
    [inFocus],
  );
  const fold = () => setShown((now) => now && { ...now, isOpen: false });
  const onBooked = ({ orderId, variant }: ShipDraft) => {
    fold();
    setTicked(variant.sku);
    setBooked(orderId);
    timers.current.forEach(clearTimeout);
    timers.current = [setTimeout(() => setTicked(undefined), TICK_MS), setTimeout(() => setBooked(undefined), NOTE_MS)];
  };
  const sheet = shown && (
    <Suspense>
      <ShipSheet
        draft={shown.draft}
        isOpen={shown.isOpen}
        onChange={(part) => setShown((now) => now && { ...now, draft: { ...now.draft, ...part } })}
        onClose={fold}
        onBooked={() => onBooked(shown.draft)}
      />
    </Suspense>
  );
  return { open, sheet, isOpen: shown?.isOpen ?? false, ticked, clientNote: isOnThisPhone ? BOOKED : undefined };
}
