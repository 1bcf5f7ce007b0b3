"use client";

import { useEffect, useRef } from "react";
import css from "./cover.module.css";

/**
 * Paints the page over the moment it leaves the front: what the app switcher, and iOS's picture of the app on its disk, show is
 * this. It is in the page from the start, so that hiding needs no work that a page being frozen might not finish.
 */
export function Cover() {
  const cover = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const put = (isOn: boolean) => {
      if (cover.current) cover.current.hidden = !isOn;
      // A sheet lies above everything that is drawn in order: under the cover nothing is drawn at all.
      document.documentElement.toggleAttribute("data-covered", isOn);
    };
    const hide = () => put(true);
    const turned = () => put(document.visibilityState === "hidden");
    document.addEventListener("visibilitychange", turned);
    window.addEventListener("pagehide", hide);
    window.addEventListener("pageshow", turned);
    return () => {
      document.removeEventListener("visibilitychange", turned);
      window.removeEventListener("pagehide", hide);
      window.removeEventListener("pageshow", turned);
    };
  }, []);
  return (
    <div ref={cover} className={css.cover} data-cover hidden aria-hidden="true">
      Aisle
    </div>
  );
}
