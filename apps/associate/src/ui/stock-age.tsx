import { ageWords, clockTime } from "./clock-words.ts";
import css from "./stock-age.module.css";

type StockAgeProps = { readonly asOf: number; readonly now: number; readonly timeZone?: string };

/** Older than this, in ms, a count is a reason to look at the shelf. */
const OLD = 2 * 3_600_000;

/** When a count was true. Every stock number on a screen has one of these near it. */
export function StockAge({ asOf, now, timeZone }: StockAgeProps) {
  const time = clockTime({ at: asOf, ...(timeZone === undefined ? {} : { timeZone }) });
  if (now - asOf < OLD) return <span className={css.fresh}>Stock as of {time}</span>;
  return <span className={css.old}>Stock is {ageWords({ from: asOf, now })} old. Check the shelf before you promise.</span>;
}
