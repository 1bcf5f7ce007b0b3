"use client";

import { useId } from "react";
import { colourHex } from "./colour-hex.ts";
import css from "./swatches.module.css";

type SwatchesProps = {
  /** The word before the chosen name: `Colour`. */
  readonly legend: string;
  readonly colours: readonly string[];
  readonly value: string;
  readonly onChange: (colour: string) => void;
};

/** Colours as native radios. The name of the chosen one stands in words above, and each is named to a screen reader. */
export function Swatches({ legend, colours, value, onChange }: SwatchesProps) {
  const group = useId();
  return (
    <fieldset className={css.swatches}>
      <legend className={css.legend}>
        {legend}: {value}
      </legend>
      <div className={css.row}>
        {colours.map((colour) => (
          <label key={colour} className={css.swatch}>
            <input
              type="radio"
              className={css.radio}
              name={group}
              value={colour}
              checked={colour === value}
              onChange={() => onChange(colour)}
              aria-label={colour}
            />
            <ColourDisc colour={colour} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function ColourDisc({ colour }: { readonly colour: string }) {
  return (
    <svg className={css.disc} viewBox="0 0 44 44" aria-hidden="true" focusable="false">
      <circle cx="22" cy="22" r="21.5" fill={colourHex(colour)} />
    </svg>
  );
}
