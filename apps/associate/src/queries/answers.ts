"use client";

import { useState } from "react";
import { useLive } from "./live.ts";
import { isConfirmed, orderNumberOf } from "./outbox.ts";
import { useReadyPhone } from "./phone.tsx";

/** What head office confirmed, in the words a sentence needs. */
export type Answer = {
  readonly id: string;
  /** The number of a booking; null for anything else. */
  readonly number: number | null;
  readonly customerName: string;
  /** The first item of a booking, such as `Merino Trench Coat`; empty for anything else. */
  readonly item: string;
};

/** What was confirmed since this page opened, oldest first. Two pages open at once each say it. */
export function useAnswersSince(): readonly Answer[] {
  const { database, commands, catalogue } = useReadyPhone();
  const [openedAt] = useState(() => Date.now());
  const rows = useLive(`answers ${openedAt}`, async () =>
    commands.read(await database.outbox.where("outcomeAt").above(openedAt).sortBy("outcomeAt")),
  );
  return (rows ?? NONE).filter(isConfirmed).map((row) => ({
    id: row.id,
    number: orderNumberOf(row),
    customerName: row.label.customerName ?? "",
    item: row.name === "order.ship-to-home" ? (catalogue.variantBySku(row.args.lines[0]?.sku ?? "")?.style.title ?? "order") : "",
  }));
}

const NONE: readonly never[] = [];
