"use client";

import { canWithdraw, KINDS_FOR_A_PERSON, needsAPerson, type OutboxRow } from "@aisle/sync";
import { useMemo } from "react";
import type { AisleDatabase } from "../phone-db/database.ts";
import { useLive } from "./live.ts";
import { useReadyPhone, useSyncStatus } from "./phone.tsx";
import { startOfDay } from "./today-bounds.ts";

export type { OutboxRow } from "@aisle/sync";

export type WaitingRow = {
  readonly row: OutboxRow;
  readonly state: "on-this-phone" | "sending";
  /** Never sent yet, and nothing that waits builds on it. */
  readonly canUndo: boolean;
};

export type Outbox = {
  /** Refused, or taken otherwise than asked, and nobody has dealt with it yet; the oldest first. */
  readonly needsYou: readonly OutboxRow[];
  /** In the order they will go. */
  readonly waiting: readonly WaitingRow[];
  /** The newest first. */
  readonly confirmedToday: readonly OutboxRow[];
};

export type OutboxCounts = { readonly unsent: number; readonly needsYou: number };

/** Everything this phone has said and not yet been answered, and what the answers were; undefined before the first read. */
export function useOutbox(): Outbox | undefined {
  const { database, session } = useReadyPhone();
  const { inFlight } = useSyncStatus();
  const { timeZone } = session.location;
  const rows = useLive(`outbox ${timeZone}`, async () => {
    const [waiting, needsYou, answered] = await Promise.all([
      waitingRows(database),
      needsYouRows(database),
      database.outbox.where("outcomeAt").aboveOrEqual(startOfDay(Date.now(), timeZone)).toArray(),
    ]);
    return { waiting, needsYou, answered };
  });
  return useMemo(() => {
    if (!rows) return undefined;
    const { waiting, needsYou, answered } = rows;
    return {
      needsYou,
      waiting: waiting.map((row) => ({
        row,
        state: inFlight.includes(row.id) ? "sending" : "on-this-phone",
        canUndo: canWithdraw(row.id, waiting),
      })),
      confirmedToday: answered.filter(isConfirmed).sort((a, b) => b.outcomeAt - a.outcomeAt),
    };
  }, [rows, inFlight]);
}

/** How much waits and how much needs a person, for the status line. */
export function useOutboxCounts(): OutboxCounts {
  const { database } = useReadyPhone();
  const counts = useLive("outbox counts", async () => {
    const [unsent, needsYou] = await Promise.all([database.outbox.where("outcomeAt").equals(0).count(), needsYouRows(database)]);
    return { unsent, needsYou: needsYou.length };
  });
  return counts ?? NOTHING;
}

const NOTHING: OutboxCounts = { unsent: 0, needsYou: 0 };

/** Refused, and nobody has dealt with it yet; the oldest first. Undefined before the first read. */
export function useNeedsYou(): readonly OutboxRow[] | undefined {
  const { database } = useReadyPhone();
  return useLive("needs you", () => needsYouRows(database));
}

/** Head office took it. */
export function isConfirmed(row: OutboxRow): boolean {
  return row.outcome?.kind === "applied" || row.outcome?.kind === "adjusted";
}

/** The number of a confirmed booking; null for anything else. */
export function orderNumberOf(row: OutboxRow): number | null {
  const { outcome } = row;
  if (outcome?.kind !== "applied" && outcome?.kind !== "adjusted") return null;
  return "number" in outcome.result && typeof outcome.result.number === "number" ? outcome.result.number : null;
}

async function waitingRows(database: AisleDatabase): Promise<OutboxRow[]> {
  return database.outbox.where("outcomeAt").equals(0).sortBy("order");
}

async function needsYouRows(database: AisleDatabase): Promise<OutboxRow[]> {
  const rows = await database.outbox
    .where("outcome.kind")
    .anyOf(...KINDS_FOR_A_PERSON)
    .sortBy("order");
  return rows.filter(needsAPerson);
}
