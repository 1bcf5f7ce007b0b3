import type { Action } from "@aisle/domain";

/** The role head office serves as. It cannot log in, owns nothing, and is bound by every policy. */
export const APP_ROLE = "aisle_app";
/** What the owner's connections declare: without it even the tables' owner sees nothing. */
export const OWNERS_SETTING = "-c app.owner=on";

/** An SQL condition on a row. */
export type Rule = string;

// Each setting is read in a sub-select, which Postgres runs once per statement and not once per row. One that was never set is
// NULL, and one of a transaction that is over is empty: both make every rule below not true.
const setting = (name: string, type: string) => `(select nullif(current_setting('app.${name}', true), '')::${type})`;

/** The person at work, and the phone in their hand. */
export const ME: Rule = setting("associate_id", "uuid");
export const MY_PHONE: Rule = setting("device_id", "uuid");
const REACH = `${setting("reach", "text[]")}::text[]`;

/** The role allows one of these somewhere; the office may do whatever its grants let it. `@door` is no action but the door itself. */
export function may(...actions: readonly (Action | "@door")[]): Rule {
  const names = ["@office", ...actions].map((action) => `'${action}'`).join(", ");
  return `(select nullif(current_setting('app.may', true), '')::text[] && array[${names}])`;
}

/** Only the office. */
export const OFFICE: Rule = may();
/** Anybody at all whose work is known. */
export const ANYBODY: Rule =
  "(select current_setting('app.may', true) <> '' and (current_setting('app.may', true) <> '{}' or current_setting('app.device_id', true) <> ''))";

/** The location lies in the person's reach. */
export function within(column: string): Rule {
  return `(${column} = any (${REACH}) or (select current_setting('app.reach', true) = '{*}'))`;
}

/** The row of `table` that this one belongs to is one that may be seen: its own policy decides. */
export function belongsTo(table: string, on: string): Rule {
  return `exists (select from ${table} owner where owner.${on})`;
}

export const all = (...rules: readonly Rule[]): Rule => `(${rules.join(" and ")})`;
export const either = (...rules: readonly Rule[]): Rule => `(${rules.join(" or ")})`;
