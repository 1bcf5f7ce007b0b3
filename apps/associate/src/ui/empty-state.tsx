import type { ReactNode } from "react";
import css from "./empty-state.module.css";

/** What a list says when it has nothing: why, and the next thing to do. */
export function EmptyState({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className={css.empty}>
      <p className={css.words}>{children}</p>
      {action && <div className={css.action}>{action}</div>}
    </div>
  );
}
