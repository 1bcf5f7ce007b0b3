import { formatMoney, type Money } from "@aisle/domain";
import css from "./amount.module.css";

type AmountProps = {
  readonly money: Money;
  /** `always` for totals, where $828.00 lines up with its parts. */
  readonly decimals?: "whole-when-even" | "always";
  /** `page` is the serif of a headline figure. */
  readonly size?: "row" | "page";
};

/** An amount of money in tabular figures. */
export function Amount({ money, decimals = "whole-when-even", size = "row" }: AmountProps) {
  return <span className={css[size]}>{formatMoney(money, decimals)}</span>;
}

/** A headline figure over its word, as in a day's totals. */
export function Figure({ figure, label }: { readonly figure: string; readonly label: string }) {
  return (
    <div className={css.figure}>
      <dd className={css.page}>{figure}</dd>
      <dt className={css.label}>{label}</dt>
    </div>
  );
}

/** Figures side by side. */
export function Figures({ children }: { readonly children: React.ReactNode }) {
  return <dl className={css.figures}>{children}</dl>;
}
