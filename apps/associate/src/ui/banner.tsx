import type { ReactNode } from "react";
import css from "./banner.module.css";
import { classNames } from "./class-names.ts";

/** A note in the page itself, on a tint: what is so, what it means, what to say. `action` is one button. */
export function Banner({
  tone = "wait",
  title,
  children,
  action,
}: {
  readonly tone?: "wait" | "bad" | "quiet";
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={classNames(css.banner, css[tone])}>
      <p className={css.words}>
        {title && <b className={css.title}>{title}</b>} {children}
      </p>
      {action}
    </div>
  );
}
