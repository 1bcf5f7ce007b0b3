"use client";

import { useEffect } from "react";
import { type Arrivals, useArrivals } from "../../queries/first-contact.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { Button } from "../../ui/button.tsx";
import { ProgressList, type ProgressStep } from "../../ui/progress-list.tsx";
import { Screen, ScreenTitle } from "../../ui/screen.tsx";
import css from "./sign-in.module.css";

/** A new phone filling up, in real counts. It may be used as soon as the stock and some of the catalogue are there. */
export function FirstContactScreen() {
  const { session, start } = useReadyPhone();
  const arrivals = useArrivals();
  useScreenAwake();
  const isUsable = arrivals.stock.done > 0 && arrivals.stock.done >= arrivals.stock.of && arrivals.items.done > 0;
  return (
    <Screen
      foot={
        <Button isOff={!isUsable} onPress={() => void start()}>
          Start using it
        </Button>
      }
    >
      <div className={css.start}>
        <ScreenTitle note={hint(arrivals)}>Setting up {session.location.name}</ScreenTitle>
        <ProgressList
          steps={stepsOf(arrivals)}
          total={{ done: arrivals.bytes.done, of: arrivals.bytes.of, words: bytesWords(arrivals.bytes) }}
        />
      </div>
    </Screen>
  );
}

function hint({ isPaused, isCatalogueWhole, hasAllRows }: Arrivals): string {
  if (isPaused) return "Paused. It carries on by itself when there's signal.";
  return isCatalogueWhole && hasAllRows
    ? "Everything is on this phone."
    : "Keep the app open. It carries on where it was if you don't.";
}

function stepsOf({ places, colleagues, items, isCatalogueWhole, stock, clients, hasAllRows }: Arrivals): ProgressStep[] {
  const state = (isDone: boolean, hasBegun: boolean) => (isDone ? "done" : hasBegun ? "now" : "ahead");
  const of = ({ done, of: all }: { readonly done: number; readonly of: number }) =>
    all === 0 || done >= all ? count(done) : `${count(done)} of ${count(all)}`;
  return [
    {
      label: "Stores and team",
      words: places === 0 ? "" : `${count(places)} places, ${count(colleagues)} people`,
      state: state(places > 0 && colleagues > 0, true),
    },
    {
      label: "Stock",
      words: stock.done === 0 && stock.of === 0 ? "" : `${of(stock)} places`,
      state: state(stock.done > 0 && stock.done >= stock.of, stock.done > 0),
    },
    {
      label: "Catalogue",
      words: items.done === 0 && items.of === 0 ? "" : `${of(items)} items`,
      state: state(isCatalogueWhole, items.done > 0),
    },
    { label: "Clients", words: clients === 0 ? "" : count(clients), state: state(hasAllRows, clients > 0) },
  ];
}

function count(number: number): string {
  return number.toLocaleString("en-US");
}

function bytesWords({ done, of }: Arrivals["bytes"]): string {
  if (of === 0) return "Asking head office";
  const mega = of >= 1_000_000;
  const size = (bytes: number) => (mega ? (bytes / 1_000_000).toFixed(1) : Math.round(bytes / 1000).toString());
  return `${size(done)} of ${size(of)} ${mega ? "MB" : "kB"}`;
}

/** Keeps the screen on while a phone fills up; where it cannot, the download goes on when the app is opened again. */
function useScreenAwake(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let isHere = true;
    navigator.wakeLock?.request("screen").then(
      (held) => {
        if (isHere) lock = held;
        else void held.release();
      },
      () => {},
    );
    return () => {
      isHere = false;
      void lock?.release();
    };
  }, []);
}
