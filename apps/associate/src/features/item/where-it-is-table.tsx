"use client";

import { useState } from "react";
import { useReadyPhone } from "../../queries/phone.tsx";
import { quoteFrom, type Shelf } from "../../queries/promise.ts";
import { Button } from "../../ui/button.tsx";
import { StockAge } from "../../ui/stock-age.tsx";
import { StockTable } from "../../ui/stock-table.tsx";
import css from "./item-screen.module.css";
import { whereRows } from "./where-it-is.ts";

const FIRST = 4;

/** Where the chosen size is, best promise first, and how old the figures are. */
export function WhereItIs({
  name,
  shelf,
  asOf,
  now,
}: {
  /** The size in words; undefined for an item that has none. */
  readonly name: string | undefined;
  readonly shelf: Shelf | undefined;
  /** When the figures on the screen were true, epoch ms: said also before a size is chosen. */
  readonly asOf: number | null;
  readonly now: number;
}) {
  const { session } = useReadyPhone();
  const [showsAll, setShowsAll] = useState(false);
  const home = session.location;
  const age = asOf !== null && (
    <p className={css.age}>
      <StockAge asOf={asOf} now={now} timeZone={home.timeZone} />
    </p>
  );
  if (!shelf) return age;
  const { steps } = quoteFrom(shelf.places, { destination: home, method: "standard", from: null, now });
  const rows = whereRows({ places: shelf.places, steps, home, now });
  const useful = rows.filter((row) => row.isUseful).slice(0, FIRST);
  const hasHome = useful.some((row) => row.locationId === home.locationId);
  const short = hasHome ? useful : [...useful.slice(0, FIRST - 1), ...rows.filter((row) => row.locationId === home.locationId)];
  return (
    <>
      <StockTable heading={name === undefined ? "Where it is" : `Where ${name} is`} rows={showsAll ? rows : short} />
      {!showsAll && rows.length > short.length && (
        <div className={css.more}>
          <Button look="plain" size="row" onPress={() => setShowsAll(true)}>
            All {rows.length} places
          </Button>
        </div>
      )}
      {age}
    </>
  );
}
