import Link from "next/link";
import { classNames } from "./class-names.ts";
import { Icon, type IconName } from "./icon.tsx";
import css from "./status-line.module.css";

export type StatusTone = "ok" | "wait" | "bad" | "quiet";

type Status = { readonly tone: StatusTone; readonly icon: IconName; readonly words: string };

/** The state of this phone in an icon and words, at the top right of every screen. With `href` it opens what it talks about. */
export function StatusLine({ tone, icon, words, href }: Status & { readonly href?: string }) {
  const face = (
    <>
      <Icon name={icon} size="small" />
      <span>{words}</span>
    </>
  );
  const look = classNames(css.line, css[tone]);
  if (href === undefined) return <span className={look}>{face}</span>;
  return (
    <Link href={href} className={look}>
      {face}
    </Link>
  );
}
