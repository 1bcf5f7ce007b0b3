import { classNames } from "./class-names.ts";
import css from "./icon.module.css";
import { iconPaths } from "./icon-paths.ts";

export type IconName = keyof typeof iconPaths;

/** A 24-grid line icon, 22 px by default. It is decoration: the words stand beside it or in the control's label. */
export function Icon({
  name,
  size = "body",
  tone,
}: {
  readonly name: IconName;
  readonly size?: "small" | "body" | "large";
  readonly tone?: "ok" | "wait" | "bad";
}) {
  return (
    <svg className={classNames(css[size], tone && css[tone])} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={iconPaths[name]} />
    </svg>
  );
}
