"use client";

import { useId } from "react";
import css from "./filter-chips.module.css";

type FilterChipsProps = {
  readonly legend: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
};

/** One of a few ways to look at a list, as native radios in a row: All, Items 14, Clients 1. */
export function FilterChips({ legend, choices, value, onChange }: FilterChipsProps) {
  const group = useId();
  return (
    <fieldset>
      <legend className={css.legend}>{legend}</legend>
      <div className={css.row}>
        {choices.map((choice) => (
          <label key={choice.value} className={css.chip}>
            <input
              type="radio"
              className={css.radio}
              name={group}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            {choice.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
