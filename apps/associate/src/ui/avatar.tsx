import css from "./avatar.module.css";
import { initialsOf } from "./initials.ts";

/** A person's initials in a circle. Decoration: the name stands beside it. */
export function Avatar({ name, size = "row" }: { readonly name: string; readonly size?: "row" | "bar" | "page" }) {
  return (
    <span className={css[size]} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
