"use client";

import { MINUTE } from "@aisle/domain";
import type { OutboxRow } from "../../queries/outbox.ts";
import { useNow } from "../../queries/promise.ts";

const STUCK_TRIES = 3;
const STUCK_MS = 10 * MINUTE;

/** Waiting must not look like working for ever: three tries over ten minutes without an answer are said plainly. */
export function isStuck(row: Pick<OutboxRow, "outcome" | "attempts" | "sentAt">, now: number): boolean {
  const { outcome, attempts, sentAt } = row;
  return outcome === null && attempts >= STUCK_TRIES && sentAt !== undefined && now - sentAt >= STUCK_MS;
}

export function useIsStuck(row: OutboxRow): boolean {
  return isStuck(row, useNow());
}
