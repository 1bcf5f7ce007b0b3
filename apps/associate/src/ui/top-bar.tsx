import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import css from "./top-bar.module.css";

type Back = { readonly words?: string } & ({ readonly href: string } | { readonly onPress: () => void });

/** The quiet line at the top: where you are or the way back on the left, the state of the phone on the right. */
export function TopBar({
  back,
  place,
  status,
}: {
  readonly back?: Back;
  readonly place?: ReactNode;
  readonly status?: ReactNode;
}) {
  return (
    <div className={css.bar}>
      {back && <BackButton back={back} />}
      {place && <span className={css.place}>{place}</span>}
      {status && <span className={css.status}>{status}</span>}
    </div>
  );
}

function BackButton({ back }: { readonly back: Back }) {
  const words = back.words ?? "Back";
  if ("href" in back)
    return (
      <Link href={back.href} className={css.back} aria-label={words}>
        <Icon name="back" />
      </Link>
    );
  return (
    <button type="button" className={css.back} aria-label={words} onClick={back.onPress}>
      <Icon name="back" />
    </button>
  );
}
