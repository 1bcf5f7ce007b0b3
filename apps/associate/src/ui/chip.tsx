import type { ReactNode } from "react";
import css from "./chip.module.css";
import { classNames } from "./class-names.ts";

export type ChipTone = "ok" | "wait" | "bad" | "quiet";

/** A few words on their own tint. The words carry the meaning, the colour only repeats it. */
export function Chip({ tone = "quiet", children }: { readonly tone?: ChipTone; readonly children: ReactNode }) {
  return <span className={classNames(css.chip, css[tone])}>{children}</span>;
}

/** Chips side by side, wrapping. */
export function Chips({ children }: { readonly children: ReactNode }) {
  return <div className={css.chips}>{children}</div>;
}
