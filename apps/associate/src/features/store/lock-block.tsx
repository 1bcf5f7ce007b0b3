"use client";

import { useReadyPhone } from "../../queries/phone.tsx";
import { Button } from "../../ui/button.tsx";
import { FilterChips } from "../../ui/filter-chips.tsx";
import { Block } from "../../ui/screen.tsx";
import { LOCK_CHOICES } from "../lock/lock-words.ts";
import css from "./store.module.css";

/** Puts the clients away at once, and says after how long the phone does it by itself. */
export function LockBlock() {
  const { lock, idlePlace, setIdlePlace } = useReadyPhone();
  return (
    <Block heading="Lock">
      <div className={css.lock}>
        <FilterChips
          legend="Locks by itself after"
          choices={LOCK_CHOICES}
          value={idlePlace}
          onChange={(place) => void setIdlePlace(place === "desk" ? "desk" : "floor")}
        />
        <Button look="plain" icon="lock" onPress={lock}>
          Lock now, or hand over
        </Button>
      </div>
    </Block>
  );
}
