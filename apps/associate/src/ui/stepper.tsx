"use client";

import { Icon } from "./icon.tsx";
import css from "./stepper.module.css";

type StepperProps = {
  /** What is counted: `Silk Scarf, Navy`. */
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly least?: number;
  readonly most?: number;
};

/** A small whole number with a button on each side; the new number is announced. */
export function Stepper({ label, value, onChange, least = 0, most = 99 }: StepperProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would announce a form where there is one number
    <span role="group" className={css.stepper} aria-label={label}>
      <button
        type="button"
        className={css.button}
        aria-label="One less"
        disabled={value <= least}
        onClick={() => onChange(value - 1)}
      >
        <Icon name="minus" size="small" />
      </button>
      <span className={css.number} aria-live="polite">
        {value}
      </span>
      <button
        type="button"
        className={css.button}
        aria-label="One more"
        disabled={value >= most}
        onClick={() => onChange(value + 1)}
      >
        <Icon name="plus" size="small" />
      </button>
    </span>
  );
}
