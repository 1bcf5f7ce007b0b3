import css from "./icon.module.css";
import { iconPaths } from "./icon-paths.ts";

export type IconName = keyof typeof iconPaths;

/** A 24-grid line icon, 22 px by default. It is decoration: the words stand beside it or in the control's label. */
export function Icon({ name, size = "body" }: { readonly name: IconName; readonly size?: "small" | "body" | "large" }) {
  return (
    <svg className={css[size]} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={iconPaths[name]} />
    </svg>
  );
}
