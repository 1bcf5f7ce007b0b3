"use client";

import { useRouter } from "next/navigation";
import { findPath } from "../../routes.ts";
import { SearchField } from "../../ui/search-field.tsx";
import css from "./today.module.css";

/** The field of Find, on Today: a touch opens Find, and so does the first letter of a keyboard. */
export function SearchDoor() {
  const router = useRouter();
  return (
    // The field itself takes keyboards and switches; this only spares a finger the second tap.
    <div className={css.search} onPointerUp={() => router.push(findPath())}>
      <SearchField label="Item, client or order" value="" onChange={(query) => router.push(findPath({ query }))} />
    </div>
  );
}
