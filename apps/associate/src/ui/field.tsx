"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";
import css from "./field.module.css";

type Words = {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong and how to mend it; shown under the field and read out with it. */
  readonly problem?: string;
};

type TextFieldProps = Words &
  Omit<ComponentProps<"input">, "className" | "id" | "type"> & { readonly type?: "text" | "tel" | "email" | "password" };

/** A labelled line of text. Give the full `autoComplete` token (`shipping street-address`), so the phone can fill it in. */
export function TextField({ label, hint, problem, type = "text", ...input }: TextFieldProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} {...(problem === undefined ? {} : { problem })}>
      <input {...input} type={type} id={id} className={css.input} {...describedBy({ id, hint, problem })} />
    </Field>
  );
}

type NoteFieldProps = Words & Omit<ComponentProps<"textarea">, "className" | "id">;

/** A labelled box for more than one line. */
export function NoteField({ label, hint, problem, ...input }: NoteFieldProps) {
  const id = useId();
  return (
    <Field id={id} label={label} hint={hint} {...(problem === undefined ? {} : { problem })}>
      <textarea rows={4} {...input} id={id} className={classNames(css.input, css.note)} {...describedBy({ id, hint, problem })} />
    </Field>
  );
}

/** Label, control, hint and problem in their places. The control carries `id`, `id`-hint and `id`-problem describe it. */
export function Field({ id, label, hint, problem, children }: Words & { readonly id: string; readonly children: ReactNode }) {
  return (
    <div className={css.field}>
      <label htmlFor={id} className={css.label}>
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className={css.hint}>
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className={css.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

function describedBy({
  id,
  hint,
  problem,
}: {
  readonly id: string;
  readonly hint: ReactNode;
  readonly problem: string | undefined;
}) {
  const words = [problem && `${id}-problem`, hint && `${id}-hint`].filter(Boolean).join(" ");
  return { "aria-describedby": words || undefined, "aria-invalid": problem ? true : undefined };
}
