"use client";

import { useEffect, useId, useLayoutEffect, useRef } from "react";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";
import css from "./pin-pad.module.css";

type PinPadProps = {
  /** `Maya, enter your PIN` */
  readonly label: string;
  readonly value: string;
  readonly onChange: (digits: string) => void;
  /** Called once, with the digits, when as many as `length` are in. */
  readonly onComplete: (digits: string) => void;
  readonly length: 4 | 5 | 6;
  readonly problem?: string;
  readonly isBusy?: boolean;
};

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];

/**
 * A PIN over a big keypad. The dots are a real password field, so a keyboard, a password manager and paste work; on a phone
 * its own keyboard stays away because the keypad is already there.
 */
export function PinPad({ label, value, onChange, onComplete, length, problem, isBusy = false }: PinPadProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (window.matchMedia("(hover: hover)").matches) field.current?.focus();
  }, []);
  // Presses may come faster than the screen is drawn, so they build on what was pressed, not on what was drawn.
  const pressed = useRef(value);
  useLayoutEffect(() => {
    pressed.current = value;
  });
  const take = (words: string) => {
    const digits = words.replace(/\D/g, "").slice(0, length);
    if (isBusy || digits === pressed.current) return;
    pressed.current = digits;
    onChange(digits);
    if (digits.length === length) onComplete(digits);
  };
  return (
    <div className={css.pad} aria-busy={isBusy || undefined}>
      <label htmlFor={id} className={css.label}>
        {label}
      </label>
      <div className={css.field}>
        <span className={classNames(css.dots, problem !== undefined && css.shake)} key={problem} aria-hidden="true">
          {Array.from({ length }, (_, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a dot is its place
            <span key={place} className={place < value.length ? css.full : css.empty} />
          ))}
        </span>
        <input
          ref={field}
          id={id}
          className={css.input}
          type="password"
          inputMode="none"
          autoComplete="current-password"
          maxLength={length + 8}
          value={value}
          onChange={(event) => take(event.currentTarget.value)}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problem ? `${id}-problem` : undefined}
        />
      </div>
      <p id={`${id}-problem`} className={css.problem} role="alert">
        {problem}
      </p>
      <div className={css.keys}>
        {KEYS.map((key) => (
          <Key key={key} digit={key} onPress={() => take(pressed.current + key)} />
        ))}
        <span />
        <Key digit="0" onPress={() => take(`${pressed.current}0`)} />
        <button type="button" className={css.erase} aria-label="Erase" onClick={() => take(pressed.current.slice(0, -1))}>
          <Icon name="erase" />
        </button>
      </div>
    </div>
  );
}

function Key({ digit, onPress }: { readonly digit: string; readonly onPress: () => void }) {
  return (
    <button type="button" className={css.key} onClick={onPress}>
      {digit}
    </button>
  );
}
