import type { ReactNode } from "react";
import css from "./card.module.css";

/** A bordered block for the one thing on a list that needs an answer. `actions` are buttons under the words. */
export function Card({
  tone = "quiet",
  title,
  children,
  actions,
}: {
  readonly tone?: "quiet" | "bad";
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className={css[tone]}>
      <div className={css.title}>{title}</div>
      {children && <div className={css.words}>{children}</div>}
      {actions && <div className={css.actions}>{actions}</div>}
    </div>
  );
}
