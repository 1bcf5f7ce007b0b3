import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Icon } from "./icon.tsx";
import css from "./list-row.module.css";

type Row = {
  readonly title: ReactNode;
  readonly sub?: ReactNode;
  /** Small words above the title, such as `To` in a sheet. */
  readonly over?: ReactNode;
  /** A picture or an avatar. */
  readonly leading?: ReactNode;
  /** A chip, an amount, a tick. */
  readonly trailing?: ReactNode;
  /** Something under the words that is not words, such as a trail or a size row. */
  readonly below?: ReactNode;
  readonly href?: string;
  readonly onPress?: () => void;
  readonly isChosen?: boolean;
};

/** A list that stays a list to VoiceOver although its bullets are gone. */
export function List({ children, label }: { readonly children: ReactNode; readonly label?: string }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of a list without bullets
    <ul role="list" className={css.list} aria-label={label}>
      {children}
    </ul>
  );
}

/** One row: a link with `href`, a button with `onPress`, plain text with neither. Links and buttons show a chevron. */
export function ListRow({ href, onPress, isChosen, ...row }: Row) {
  if (href !== undefined)
    return (
      <li className={css.item}>
        <Link href={href} className={classNames(css.row, css.live)}>
          <RowFace {...row} end={<Chevron />} />
        </Link>
      </li>
    );
  if (onPress)
    return (
      <li className={css.item}>
        <button type="button" className={classNames(css.row, css.live)} onClick={onPress} aria-pressed={isChosen}>
          <RowFace
            {...row}
            end={isChosen === undefined ? <Chevron /> : isChosen ? <Icon name="check" /> : <span className={css.noTick} />}
          />
        </button>
      </li>
    );
  return (
    <li className={css.item}>
      <div className={css.row}>
        <RowFace {...row} />
      </div>
    </li>
  );
}

function RowFace({
  title,
  sub,
  over,
  leading,
  trailing,
  below,
  end,
}: Omit<Row, "href" | "onPress"> & { readonly end?: ReactNode }) {
  return (
    <>
      {leading}
      <span className={css.words}>
        {over && <span className={css.over}>{over}</span>}
        <span className={css.title}>{title}</span>
        {sub && <span className={css.sub}>{sub}</span>}
        {below}
      </span>
      {(trailing || end) && (
        <span className={css.end}>
          {trailing}
          {end}
        </span>
      )}
    </>
  );
}

function Chevron() {
  return (
    <span className={css.chevron}>
      <Icon name="forward" />
    </span>
  );
}
