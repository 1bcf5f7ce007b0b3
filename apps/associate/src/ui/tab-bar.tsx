import Link from "next/link";
import { classNames } from "./class-names.ts";
import { Icon, type IconName } from "./icon.tsx";
import css from "./tab-bar.module.css";

export type Tab = {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  /** What waits there: a count, and what it counts for a screen reader. None is shown for 0. */
  readonly badge?: { readonly count: number; readonly spoken: string; readonly tone: "wait" | "bad" };
};

const MOST_SHOWN = 99;

/** The places at the foot of a main screen; `current` is the address of the one you are in. */
export function TabBar({ tabs, current }: { readonly tabs: readonly Tab[]; readonly current: string }) {
  return (
    <nav className={css.bar} aria-label="Places">
      {tabs.map((tab) => {
        const isHere = tab.href === current;
        return (
          <Link
            key={tab.href}
            href={tab.href}
            className={classNames(css.tab, isHere && css.here)}
            aria-current={isHere ? "page" : undefined}
          >
            <span className={css.icon}>
              <Icon name={tab.icon} />
              {tab.badge && tab.badge.count > 0 && (
                <span className={classNames(css.badge, css[tab.badge.tone])} aria-hidden="true">
                  {tab.badge.count > MOST_SHOWN ? `${MOST_SHOWN}+` : tab.badge.count}
                </span>
              )}
            </span>
            <span className={css.label}>{tab.label}</span>
            {tab.badge && tab.badge.count > 0 && <span className={css.spoken}>, {tab.badge.spoken}</span>}
          </Link>
        );
      })}
    </nav>
  );
}
