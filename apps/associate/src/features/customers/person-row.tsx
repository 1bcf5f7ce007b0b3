"use client";

import type { ReactNode } from "react";
import { Avatar } from "../../ui/avatar.tsx";
import { ListRow } from "../../ui/list-row.tsx";

type PersonRowProps = {
  readonly name: string;
  readonly note?: ReactNode;
} & ({ readonly href: string } | { readonly onPress: () => void });

/** A client in a list: initials, name, and one thing about them. */
export function PersonRow({ name, note, ...go }: PersonRowProps) {
  return <ListRow leading={<Avatar name={name} />} title={name} sub={note} {...go} />;
}
