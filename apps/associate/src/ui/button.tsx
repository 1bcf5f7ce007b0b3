import Link from "next/link";
import type { ReactNode } from "react";
import css from "./button.module.css";
import { classNames } from "./class-names.ts";
import { Icon, type IconName } from "./icon.tsx";

export type ButtonLook = "filled" | "ghost" | "plain" | "danger";

type Shared = {
  readonly children: ReactNode;
  readonly look?: ButtonLook;
  /** `main` is 54 px and as wide as the page, `row` 44 px and as wide as its words. */
  readonly size?: "main" | "row";
  readonly icon?: IconName;
  /** Quieter words after the label, such as a promise date. */
  readonly note?: ReactNode;
};

type Press = Shared & {
  readonly onPress?: () => void;
  readonly type?: "button" | "submit";
  readonly isBusy?: boolean;
  readonly isOff?: boolean;
};

export function Button({ onPress, type = "button", isBusy = false, isOff = false, ...shared }: Press) {
  return (
    <button
      type={type}
      className={look(shared)}
      onClick={isBusy ? undefined : onPress}
      disabled={isOff}
      aria-busy={isBusy || undefined}
    >
      <Face {...shared} />
    </button>
  );
}

/** Looks like a button, goes to an address: pages with `href`, the phone's own apps with `sms:` or `tel:`. */
export function ButtonLink({ href, ...shared }: Shared & { readonly href: string }) {
  const face = <Face {...shared} />;
  if (!href.startsWith("/"))
    return (
      <a href={href} className={look(shared)}>
        {face}
      </a>
    );
  return (
    <Link href={href} className={look(shared)}>
      {face}
    </Link>
  );
}

function Face({ icon, children, note }: Shared) {
  return (
    <>
      {icon && <Icon name={icon} />}
      <span className={css.words}>
        <span>{children}</span>
        {note !== undefined && (
          <>
            {" "}
            <small className={css.note}>{note}</small>
          </>
        )}
      </span>
    </>
  );
}

function look({ look = "filled", size = "main" }: Shared): string {
  return classNames(css.button, css[look], css[size]);
}
