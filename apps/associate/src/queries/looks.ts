"use client";

import type { CustomerId } from "@aisle/domain";
import { useEffect } from "react";
import { newId } from "../commands/new-id.ts";
import { rememberLook, tellWaitingLooks } from "../session/looks.ts";
import { hasNetwork } from "./network.ts";
import { useReadyPhone, useSyncStatus } from "./phone.tsx";

/** Writes down that this person looks at this profile: at once on this phone, at head office as soon as there is signal. */
export function useLook(customerId: CustomerId): void {
  const { database, session } = useReadyPhone();
  const { associateId } = session.associate;
  useEffect(() => {
    const look = { accessId: newId(), customerId, associateId, at: new Date().toISOString(), wasOffline: !hasNetwork() };
    rememberLook(database, look)
      .then(() => tellWaitingLooks(database))
      // A phone whose storage fails shows it elsewhere.
      .catch(() => undefined);
  }, [database, customerId, associateId]);
}

/** Tells what waits whenever the phone has just heard head office. */
export function useTellLooks(): void {
  const { database } = useReadyPhone();
  const { phase } = useSyncStatus();
  useEffect(() => {
    if (phase === "idle") tellWaitingLooks(database).catch(() => undefined);
  }, [database, phase]);
}
