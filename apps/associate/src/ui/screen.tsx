"use client";

import { type ReactNode, useEffect, useRef } from "react";
import css from "./screen.module.css";
import { keepViewportSettled } from "./settled-viewport.ts";
import { ToastRegion } from "./toast.tsx";

type Parts = {
  /** A `TopBar`. */
  readonly top?: ReactNode;
  readonly children: ReactNode;
  /** A `ClientBar`, above whatever stands at the foot. */
  readonly clientBar?: ReactNode;
  /** The one filled button of a task screen. */
  readonly foot?: ReactNode;
  /** A `TabBar`; task screens leave it out. */
  readonly tabBar?: ReactNode;
  /** `bare` lets the content reach the edges, for a camera or a page that brings its own gutters. */
  readonly width?: "page" | "bare";
};

/** One phone screen: header, scrolling main, client bar, foot, tabs. Only `main` scrolls, and the page never sideways. */
export function Screen({ top, children, clientBar, foot, tabBar, width = "page" }: Parts) {
  const main = useRef<HTMLElement>(null);
  useEffect(() => keepViewportSettled(), []);
  return (
    <div className={css.screen}>
      {top && <header className={css.top}>{top}</header>}
      <main ref={main} className={css.main}>
        <div className={width === "page" ? css.page : css.bare}>{children}</div>
      </main>
      <div className={css.toast}>
        <ToastRegion />
      </div>
      {clientBar && <div className={css.clientBar}>{clientBar}</div>}
      {foot && <footer className={css.foot}>{foot}</footer>}
      {tabBar}
    </div>
  );
}

/** A block of a screen under its own heading, so that a screen reader's headings are the screen's blocks. */
export function Block({
  heading,
  children,
  action,
}: {
  readonly heading: ReactNode;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <section className={css.block}>
      <div className={css.blockHead}>
        <h2 className={css.heading}>{heading}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}

/** The screen's one `h1`, in the serif; `long` for a title that is a sentence. */
export function ScreenTitle({
  children,
  note,
  size = "word",
}: {
  readonly children: ReactNode;
  readonly note?: ReactNode;
  readonly size?: "word" | "long";
}) {
  return (
    <div className={css.titleBlock}>
      <h1 className={size === "long" ? css.longTitle : css.title}>{children}</h1>
      {note && <p className={css.note}>{note}</p>}
    </div>
  );
}
