import Link from "next/link";
import type { ReactNode } from "react";
import css from "./card.module.css";
import { Icon } from "./icon.tsx";

/** A bordered block for the one thing on a list that needs an answer. `actions` are buttons under the words; `href` opens all there is to know. */
export function Card({
  tone = "quiet",
  title,
  href,
  children,
  actions,
}: {
  readonly tone?: "quiet" | "bad";
  readonly title: ReactNode;
  readonly href?: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className={css[tone]}>
      {href === undefined ? (
        <div className={css.title}>{title}</div>
      ) : (
        <Link href={href} className={css.link}>
          <span className={css.title}>{title}</span>
          <Icon name="forward" />
        </Link>
      )}
      {children && <div className={css.words}>{children}</div>}
      {actions && <div className={css.actions}>{actions}</div>}
    </div>
  );
}
