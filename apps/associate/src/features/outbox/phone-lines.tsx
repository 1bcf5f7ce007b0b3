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
    <div className={css.lines}>
      {storage && <p>{storageWords(storage)}</p>}
      {heardAt !== null && <p>Last heard from head office {clockTime({ at: heardAt, timeZone: session.location.timeZone })}</p>}
    </div>
  );
}

/** `Phone: 38 MB of 1.2 GB · saved safely`. */
export function storageWords({ usedBytes, quotaBytes, isPersistent }: Storage): string {
  const room = usedBytes === null || quotaBytes === null ? "" : `${bytesWords(usedBytes)} of ${bytesWords(quotaBytes)}`;
  const kept =
    isPersistent === true ? "saved safely" : isPersistent === false ? "saved; add Aisle to the Home Screen to keep it" : "";
  return `Phone: ${[room, kept].filter(Boolean).join(" · ") || "saved"}`;
}

function bytesWords(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes >= 1e6 ? `${Math.round(bytes / 1e6)} MB` : `${Math.round(bytes / 1e3)} kB`;
}
