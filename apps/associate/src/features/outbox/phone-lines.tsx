"use client";

import { useReadyPhone } from "../../queries/phone.tsx";
import { type Storage, useHeardAt, useStorage } from "../../queries/phone-status.ts";
import { clockTime } from "../../ui/clock-words.ts";
import css from "./outbox.module.css";

/** How safe the work on this phone is: its room, and when head office was last heard. */
export function PhoneLines() {
  const { session } = useReadyPhone();
  const storage = useStorage();
  const heardAt = useHeardAt();
  return (
    <div className={css.phone}>
      {storage && <p>{storageWords(storage)}</p>}
      {heardAt !== null && <p>Last heard from head office {clockTime({ at: heardAt, timeZone: session.location.timeZone })}</p>}
    </div>
  );
}

/** `Phone: 38 MB of 1.2 GB · saved safely`. */
export function storageWords(storage: Storage): string {
  return `Phone: ${[roomWords(storage), storage.isPersistent === true ? "saved safely" : "saved"].filter(Boolean).join(" · ")}`;
}

/** `38 MB of 1.2 GB`; empty where the browser does not say. */
export function roomWords({ usedBytes, quotaBytes }: Storage): string {
  return usedBytes === null || quotaBytes === null ? "" : `${bytesWords(usedBytes)} of ${bytesWords(quotaBytes)}`;
}

function bytesWords(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes >= 1e6 ? `${Math.round(bytes / 1e6)} MB` : `${Math.round(bytes / 1e3)} kB`;
}
