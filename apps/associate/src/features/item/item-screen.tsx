"use client";

import type { Style, Variant } from "@aisle/domain";
import { useSearchParams } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import { useItem } from "../../queries/item.ts";
import { useNow, useShelves } from "../../queries/promise.ts";
import { useRecents } from "../../queries/recents.ts";
import { findPath, itemPath, routes } from "../../routes.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { FilterChips } from "../../ui/filter-chips.tsx";
import { ScreenTitle } from "../../ui/screen.tsx";
import { SizeChips } from "../../ui/size-chips.tsx";
import { Swatches } from "../../ui/swatches.tsx";
import { useBack } from "../../ui/use-back.ts";
import { optionWords } from "../../words/option-words.ts";
import { PhoneScreen } from "../shell/phone-screen.tsx";
import { ItemDetails } from "./item-details.tsx";
import { ItemFoot } from "./item-foot.tsx";
import { ItemHead } from "./item-head.tsx";
import { choose, chosenVariant, firstChoice, optionsOf, variantsAlong } from "./item-options.ts";
import css from "./item-screen.module.css";
import { sizeAnswer } from "./size-answers.ts";
import { useShipSheet } from "./use-ship-sheet.tsx";
import { WhereItIs } from "./where-it-is-table.tsx";

/** One item: which sizes are here, where the others are, and by when they could be at the client's home. */
export function ItemScreen() {
  const params = useSearchParams();
  const sku = params.get("sku") ?? undefined;
  const styleId = params.get("style") ?? "";
  const item = useItem({ styleId, sku });
  const back = useBack(findPath());
  if (!item)
    return (
      <PhoneScreen back={back}>
        <ScreenTitle>Not in this phone's catalogue</ScreenTitle>
        <EmptyState action={<ButtonLink href={findPath()}>Find an item</ButtonLink>}>
          Head office may have taken it out of the range. Look for it by name, or scan its tag.
        </EmptyState>
      </PhoneScreen>
    );
  return (
    <OneItem
      key={item.style.styleId}
      style={item.style}
      named={item.variant}
      openedBy={params.get("by") === "scan" ? "scan" : "tap"}
    />
  );
}

function OneItem({
  style,
  named,
  openedBy,
}: {
  readonly style: Style;
  readonly named: Variant | undefined;
  readonly openedBy: "tap" | "scan";
}) {
  const back = useBack(routes.today);
  const shelfOf = useShelves();
  const now = useNow();
  const { rememberItem } = useRecents();
  const ship = useShipSheet();
  const sizes = useRef<HTMLDivElement>(null);
  const [choice, setChoice] = useState(() => firstChoice(style, named));
  const [followed, setFollowed] = useState(named?.sku);
  // A scan may open the same style on another size while this screen is open.
  if (named && named.sku !== followed) {
    setFollowed(named.sku);
    setChoice(firstChoice(style, named));
  }
  const options = useMemo(() => optionsOf(style), [style]);
  const variant = chosenVariant(style, choice);
  const shelf = variant && shelfOf(variant);
  const [firstVariant] = style.variants;
  const size = options.find((option) => option.kind === "size");
  const colour = options.find((option) => option.kind === "colour");
  const colourValue = (colour && choice[colour.at]) ?? "";
  const sizeValue = size && choice[size.at];

  const pick = (at: number, value: string) => {
    const next = choose(choice, at, value);
    setChoice(next);
    const found = chosenVariant(style, next);
    setFollowed(found?.sku);
    // The address follows, so that coming back to this screen finds it as it was left.
    window.history.replaceState(null, "", itemPath({ style: style.styleId, ...(found && { sku: found.sku }) }));
  };
  useEffect(
    () => rememberItem({ styleId: style.styleId, sku: variant?.sku ?? null }),
    [rememberItem, style.styleId, variant?.sku],
  );
  const { open } = ship;
  const isMissingHere = shelf?.state === "ship" && variant?.sku === named?.sku;
  const openedFor = useRef<string>(undefined);
  // A scanned tag of a size that is not here asks one question only: who for.
  useEffect(() => {
    if (openedBy !== "scan" || !named) openedFor.current = undefined;
    else if (openedFor.current !== named.sku) {
      openedFor.current = named.sku;
      if (isMissingHere) open({ style, variant: named });
    }
  }, [openedBy, open, style, named, isMissingHere]);
  const askSize = () => sizes.current?.querySelector("input")?.focus();

  return (
    <PhoneScreen
      back={back}
      {...(ship.clientNote !== undefined && { clientNote: ship.clientNote })}
      foot={
        <ItemFoot
          variant={variant}
          shelf={shelf}
          category={style.category}
          onShip={() => variant && ship.open({ style, variant })}
          onAskSize={askSize}
        />
      }
    >
      <ItemHead style={style} colour={colourValue} priceMinor={variant?.priceMinor ?? style.variants[0]?.priceMinor ?? 0} />
      {options.map((option) => {
        const value = choice[option.at];
        if (option.kind === "colour")
          return (
            <Swatches
              key={option.at}
              legend={option.name}
              colours={option.values}
              value={value ?? ""}
              onChange={(picked) => pick(option.at, picked)}
            />
          );
        if (option.kind === "other")
          return (
            <div key={option.at} className={css.option}>
              <FilterChips
                legend={option.name}
                choices={option.values.map((each) => ({ value: each, label: optionWords(each) }))}
                value={value ?? ""}
                onChange={(picked) => pick(option.at, picked)}
              />
            </div>
          );
        return (
          <div key={option.at} ref={sizes}>
            <SizeChips
              legend={option.name}
              choices={variantsAlong(style, choice, option).map((each) =>
                sizeAnswer({
                  ...each,
                  shelf: each.variant && shelfOf(each.variant),
                  now,
                  isBooked: each.variant !== undefined && each.variant.sku === ship.ticked,
                }),
              )}
              value={value}
              onChange={(picked) => pick(option.at, picked)}
            />
          </div>
        );
      })}
      <WhereItIs
        name={sizeValue === undefined ? undefined : optionWords(sizeValue)}
        shelf={shelf}
        asOf={(shelf ?? (firstVariant && shelfOf(firstVariant)))?.asOf ?? null}
        now={now}
      />
      <ItemDetails style={style} variant={variant} />
      {ship.sheet}
    </PhoneScreen>
  );
}
