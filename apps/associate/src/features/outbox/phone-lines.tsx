"use client";

import { type Storage, useLastHeard, useStorage } from "../../queries/phone-status.ts";
import css from "./outbox.module.css";
import { useMoment } from "./use-names.ts";

/** How safe the work on this phone is: its room, and when head office was last heard. */
export function PhoneLines() {
  const storage = useStorage();
  const heardAt = useLastHeard();
  const moment = useMoment();
  return (
    <div className={css.phone}>
      {storage && <p>{storageWords(storage)}</p>}
      {heardAt !== null && <p>Last heard from head office {moment(heardAt)}</p>}
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
