import Link from "next/link";
import { classNames } from "./class-names.ts";
import { Icon, type IconName } from "./icon.tsx";
import css from "./tab-bar.module.css";

export type Tab = { readonly href: string; readonly label: string; readonly icon: IconName };

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
            <Icon name={tab.icon} />
            <span className={css.label}>{tab.label}</span>
          </Link>
        );
      })}
    </nav>
  );
}
