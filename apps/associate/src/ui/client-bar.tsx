import Link from "next/link";
import { Avatar } from "./avatar.tsx";
import css from "./client-bar.module.css";
import { Icon } from "./icon.tsx";

type Person = {
  readonly name: string;
  /** Under the name: `Serving now`, or `Booked · On this phone`. */
  readonly note: string;
  /** The whole bar in words for a screen reader: `Ana Ruiz, bag 1 item, 120 dollars`. */
  readonly spoken: string;
  readonly href: string;
  readonly bag?: { readonly words: string; readonly spoken: string; readonly href: string };
  /** Ends the serving. */
  readonly onDone?: () => void;
};

/** Who is being served, on every screen until done: the name opens the profile, the bag opens the bag. */
export function ClientBar({ name, note, spoken, href, bag, onDone }: Person) {
  return (
    <aside className={css.bar} aria-label={`Client in focus: ${spoken}`}>
      <Link href={href} className={css.person}>
        <Avatar name={name} size="bar" />
        <span className={css.words}>
          <span className={css.name}>{name}</span>
          <span className={css.note}>{note}</span>
        </span>
      </Link>
      {bag && (
        <Link href={bag.href} className={css.bag} aria-label={`${bag.words}, ${bag.spoken}`}>
          <Icon name="bag" />
          <span>{bag.words}</span>
        </Link>
      )}
      {onDone && (
        <button type="button" className={css.done} aria-label={`Done with ${name}`} onClick={onDone}>
          Done
        </button>
      )}
    </aside>
  );
}
