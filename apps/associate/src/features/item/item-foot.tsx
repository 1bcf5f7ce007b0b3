"use client";

import type { Variant } from "@aisle/domain";
import type { Shelf } from "../../queries/promise.ts";
import { findPath } from "../../routes.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { dayWords } from "../../words/day-words.ts";
import css from "./item-screen.module.css";

type ItemFootProps = {
  readonly variant: Variant | undefined;
  readonly shelf: Shelf | undefined;
  readonly category: string;
  readonly onShip: () => void;
  /** Pressed before a size is chosen. */
  readonly onAskSize: () => void;
};

/** The one thing to do next with the chosen size, and by when. What is here may go home now or by parcel: both are said. */
export function ItemFoot({ variant, shelf, category, onShip, onAskSize }: ItemFootProps) {
  if (!variant || !shelf)
    return (
      <Button icon="truck" note="Choose a size" onPress={onAskSize}>
        Ship to home
      </Button>
    );
  const units = shelf.here?.available ?? 0;
  const day = shelf.arrivesOn === null ? undefined : dayWords(shelf.arrivesOn);
  if (shelf.state === "here")
    return (
      <div className={css.foot}>
        <p className={css.footNote}>
          {units === 1 ? "The last one is here" : `${units} are here`} to take home now
          {day ? ", or:" : ". Nobody else can ship it."}
        </p>
        {day && (
          <Button look="ghost" icon="truck" note={day} onPress={onShip}>
            Ship to home
          </Button>
        )}
      </div>
    );
  if (shelf.state === "ship")
    return (
      <Button icon="truck" note={day} onPress={onShip}>
        Ship to home
      </Button>
    );
  return (
    <div className={css.foot}>
      <p className={css.footNote}>{nowhereWords(shelf)}</p>
      <ButtonLink look="ghost" icon="search" href={findPath({ query: category })}>
        Find something like it
      </ButtonLink>
    </div>
  );
}

function nowhereWords({ here, places }: Shelf): string {
  if (places.length === 0) return "This phone has no stock figures yet.";
  const due = here?.incoming;
  if (due) return `Nobody can ship this size. ${due.units} due here ${dayWords(due.on)}.`;
  return "Nobody can ship this size now.";
}
