"use client";

import { useId } from "react";
import { classNames } from "./class-names.ts";
import css from "./size-chips.module.css";

export type SizeChoice = {
  readonly value: string;
  /** `M`, `32/32`. */
  readonly label: string;
  /** The answer under it: `2 here`, `ship`, `none`. */
  readonly note: string;
  readonly state: "here" | "ship" | "none";
  /** The whole answer as a sentence, after the label: `Not here. Ships by Friday, November 27.` */
  readonly spoken: string;
};

type SizeChipsProps = {
  readonly legend: string;
  readonly choices: readonly SizeChoice[];
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
};

/** Sizes as native radios, each showing its own stock: solid is here, dashed is elsewhere, struck through is nowhere. */
export function SizeChips({ legend, choices, value, onChange }: SizeChipsProps) {
  const group = useId();
  return (
    <fieldset className={css.sizes}>
      <legend className={css.legend}>{legend}</legend>
      <div className={css.grid}>
        {choices.map((choice) => (
          <label key={choice.value} className={classNames(css.chip, css[choice.state])}>
            <input
              type="radio"
              className={css.radio}
              name={group}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              aria-label={`${choice.label}. ${choice.spoken}`}
            />
            <span className={css.label}>{choice.label}</span>
            <span className={css.note}>{choice.note}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
