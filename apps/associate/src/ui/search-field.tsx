"use client";

import { type ComponentProps, useId, useRef } from "react";
import { Icon } from "./icon.tsx";
import css from "./search-field.module.css";

type SearchFieldProps = {
  /** Visible in the empty field, and its name. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (words: string) => void;
  readonly onSubmit?: () => void;
  readonly clearLabel?: string;
} & Pick<ComponentProps<"input">, "autoFocus" | "onFocus" | "onKeyDown" | "ref">;

/** The search box: nothing is corrected or capitalised behind your back, and one tap clears it. */
export function SearchField({ label, value, onChange, onSubmit, clearLabel = "Clear search", ref, ...input }: SearchFieldProps) {
  const id = useId();
  const own = useRef<HTMLInputElement>(null);
  return (
    <search className={css.search}>
      <form
        className={css.form}
        action="/find"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit?.();
        }}
      >
        <label htmlFor={id} className={css.label}>
          <Icon name="search" />
          <span className={css.labelWords}>{label}</span>
        </label>
        <input
          {...input}
          ref={(element) => {
            own.current = element;
            if (typeof ref === "function") ref(element);
            else if (ref) ref.current = element;
          }}
          id={id}
          name="q"
          type="search"
          className={css.input}
          placeholder={label}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          enterKeyHint="search"
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize="off"
          spellCheck={false}
        />
        {value !== "" && (
          <button
            type="button"
            className={css.clear}
            aria-label={clearLabel}
            onClick={() => {
              onChange("");
              own.current?.focus();
            }}
          >
            <Icon name="close" size="small" />
          </button>
        )}
      </form>
    </search>
  );
}
