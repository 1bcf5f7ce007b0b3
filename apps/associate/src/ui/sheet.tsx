"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { Icon } from "./icon.tsx";
import css from "./sheet.module.css";

type SheetProps = {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly sub?: ReactNode;
  /** Stands at the end of the title's line, such as an amount. */
  readonly trailing?: ReactNode;
  readonly children: ReactNode;
  /** Buttons that stay in reach while the content scrolls. */
  readonly foot?: ReactNode;
  /** A chooser pushed over the content; the content waits underneath and gets the focus back. */
  readonly chooser?: {
    readonly title: ReactNode;
    readonly content: ReactNode;
    readonly foot?: ReactNode;
    readonly onBack: () => void;
  };
};

/**
 * A sheet from the foot of the screen: a native dialog, closed by its button, the scrim or Escape. Opening moves the focus
 * to its heading; closing gives it back to what opened it. Escape in a chooser goes back first.
 */
export function Sheet({ isOpen, onClose, title, sub, trailing, children, foot, chooser }: SheetProps) {
  const headingId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useOpenDialog({ dialog, heading, isOpen, leave: chooser?.onBack ?? onClose, onClose });
  useChooserFocus({ dialog, heading, isChoosing: isOpen && chooser !== undefined });
  return (
    <dialog ref={dialog} className={css.sheet} aria-labelledby={headingId}>
      {isOpen && (
        <div className={css.body}>
          <div className={css.grab} aria-hidden="true" />
          <div className={css.head}>
            {chooser && (
              <button type="button" className={css.back} aria-label="Back" onClick={chooser.onBack}>
                <Icon name="back" />
              </button>
            )}
            <h2 ref={heading} id={headingId} tabIndex={-1} className={css.title}>
              {chooser ? chooser.title : title}
            </h2>
            {!chooser && trailing && <span className={css.trailing}>{trailing}</span>}
            <button type="button" className={css.close} aria-label="Close" onClick={onClose}>
              <Icon name="close" />
            </button>
          </div>
          <div className={css.content} hidden={chooser !== undefined}>
            {sub && <p className={css.sub}>{sub}</p>}
            {children}
          </div>
          {chooser && <div className={css.content}>{chooser.content}</div>}
          {!chooser && foot && <div className={css.foot}>{foot}</div>}
          {chooser?.foot && <div className={css.foot}>{chooser.foot}</div>}
        </div>
      )}
    </dialog>
  );
}

type DialogRef = { readonly current: HTMLDialogElement | null };
type HeadingRef = { readonly current: HTMLHeadingElement | null };

function useOpenDialog({
  dialog,
  heading,
  isOpen,
  leave,
  onClose,
}: {
  readonly dialog: DialogRef;
  readonly heading: HeadingRef;
  readonly isOpen: boolean;
  readonly leave: () => void;
  readonly onClose: () => void;
}): void {
  const latest = useRef({ leave, onClose });
  useEffect(() => {
    latest.current = { leave, onClose };
  });
  useEffect(() => {
    const element = dialog.current;
    if (!element || !isOpen) return;
    element.showModal();
    heading.current?.focus();
    const onCancel = (event: Event) => {
      event.preventDefault();
      latest.current.leave();
    };
    // The event comes a moment after the closing; by then the sheet may be open again.
    const onNativeClose = () => {
      if (!element.open) latest.current.onClose();
    };
    // The sheet's own box is all content, so a press that lands on the dialog itself landed on the scrim.
    const onPress = (event: MouseEvent) => {
      if (event.target === element) latest.current.onClose();
    };
    element.addEventListener("cancel", onCancel);
    element.addEventListener("close", onNativeClose);
    element.addEventListener("click", onPress);
    return () => {
      element.removeEventListener("cancel", onCancel);
      element.removeEventListener("close", onNativeClose);
      element.removeEventListener("click", onPress);
      if (element.open) element.close();
    };
  }, [dialog, heading, isOpen]);
}

function useChooserFocus({
  dialog,
  heading,
  isChoosing,
}: {
  readonly dialog: DialogRef;
  readonly heading: HeadingRef;
  readonly isChoosing: boolean;
}): void {
  const opener = useRef<Element | null>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const remember = (event: Event) => {
      if (!isChoosing && event.target instanceof HTMLElement) opener.current = event.target.closest("button, a, input");
    };
    element.addEventListener("click", remember, { capture: true });
    return () => element.removeEventListener("click", remember, { capture: true });
  }, [dialog, isChoosing]);
  const wasChoosing = useRef(false);
  useEffect(() => {
    if (isChoosing) heading.current?.focus();
    else if (wasChoosing.current && opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus();
    wasChoosing.current = isChoosing;
  }, [heading, isChoosing]);
}
