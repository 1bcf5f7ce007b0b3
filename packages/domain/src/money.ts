/** An ISO 4217 code in capitals, such as `USD`. */
export type Currency = string;

/** An amount in minor units (cents), never a fraction, with its currency. */
export type Money = { readonly minor: number; readonly currency: Currency };

/** Adds two amounts of one currency; mixing currencies is a fault in the caller. */
export function addMoney(left: Money, right: Money): Money {
  if (left.currency !== right.currency) throw new Error(`cannot add ${right.currency} to ${left.currency}`);
  return { minor: left.minor + right.minor, currency: left.currency };
}

/** `amount` times a whole `quantity`. */
export function timesMoney(amount: Money, quantity: number): Money {
  return { minor: amount.minor * quantity, currency: amount.currency };
}

/** How many minor units make one unit: 100 for USD, 1 for JPY, 1000 for KWD (ISO 4217, through Intl). */
export function minorUnitsPer(currency: Currency): number {
  const digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return 10 ** digits;
}

/** `$498` for a whole amount, `$498.50` otherwise; `always` keeps the decimals of a total. */
export function formatMoney(amount: Money, decimals: "whole-when-even" | "always" = "whole-when-even", locale = "en-US"): string {
  const units = minorUnitsPer(amount.currency);
  const whole = decimals === "whole-when-even" && amount.minor % units === 0;
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency: amount.currency,
    ...(whole ? { maximumFractionDigits: 0 } : {}),
  });
  return format.format(amount.minor / units);
}
