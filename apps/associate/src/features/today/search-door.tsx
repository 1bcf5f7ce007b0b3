"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { typeAhead } from "../../queries/typed-ahead.ts";
import { findPath } from "../../routes.ts";
import { SearchField } from "../../ui/search-field.tsx";
import css from "./today.module.css";

/** The field of Find, on Today: a touch opens Find, and so does the first letter of a keyboard. What is typed meanwhile goes along. */
export function SearchDoor() {
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const isOpening = useRef(false);
  useEffect(() => router.prefetch(findPath()), [router]);
  const open = () => {
    if (isOpening.current) return;
    isOpening.current = true;
    router.push(findPath());
  };
  const type = (words: string) => {
    typeAhead(words);
    setTyped(words);
    open();
  };
  return (
    // The field itself takes keyboards and switches; this only spares a finger the second tap.
    <div className={css.search} onPointerUp={open}>
      <SearchField label="Item, client or order" value={typed} onChange={type} />
    </div>
  );
}
