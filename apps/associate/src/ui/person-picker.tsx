"use client";

import { useId } from "react";
import { Avatar } from "./avatar.tsx";
import { Icon } from "./icon.tsx";
import css from "./person-picker.module.css";

type PersonPickerProps = {
  readonly legend: string;
  readonly people: readonly { readonly id: string; readonly name: string; readonly note?: string }[];
  readonly value: string | undefined;
  readonly onChange: (id: string) => void;
  /** Leads to those who are not shown. */
  readonly more?: { readonly label: string; readonly onPress: () => void };
};

/** The people of this phone side by side: one tap says who you are. */
export function PersonPicker({ legend, people, value, onChange, more }: PersonPickerProps) {
  const group = useId();
  return (
    <fieldset>
      <legend className={css.legend}>{legend}</legend>
      <div className={css.people}>
        {people.map((person) => (
          <label key={person.id} className={css.person}>
            <input
              type="radio"
              className={css.radio}
              name={group}
              value={person.id}
              checked={person.id === value}
              onChange={() => onChange(person.id)}
            />
            <span className={css.ring}>
              <Avatar name={person.name} size="page" />
            </span>
            <span className={css.name}>{person.name}</span>
            {person.note && <span className={css.note}>{person.note}</span>}
          </label>
        ))}
        {more && (
          <button type="button" className={css.person} onClick={more.onPress}>
            <span className={css.ring}>
              <span className={css.more}>
                <Icon name="people" />
              </span>
            </span>
            <span className={css.name}>{more.label}</span>
          </button>
        )}
      </div>
    </fieldset>
  );
}
