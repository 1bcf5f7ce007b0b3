"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";
import css from "./toast.module.css";
import { currentToast, dismissToast, onToastChange, TOAST_MS } from "./toasts.ts";

/**
 * The one polite announcement on the screen. The region itself is always in the page, so that a screen reader hears what
 * comes into it. It stays while a finger or the focus is on it.
 */
export function ToastRegion() {
  const toast = useSyncExternalStore(onToastChange, currentToast, () => undefined);
  const isHeld = useRef(false);
  useEffect(() => {
    isHeld.current = false;
    if (!toast) return;
    const timer = setInterval(() => {
      if (!isHeld.current) dismissToast(toast.key);
    }, TOAST_MS);
    return () => clearInterval(timer);
  }, [toast]);
  const hold = () => {
    isHeld.current = true;
  };
  const release = () => {
    isHeld.current = false;
  };
  return (
    <div className={css.region}>
      {/* The pointer and the focus only hold the time still; nothing here is pressed but the button. */}
      <div role="status" className={css.words} onPointerEnter={hold} onPointerLeave={release} onFocus={hold} onBlur={release}>
        {toast && (
          <div key={toast.key} className={css.toast}>
            <span className={css.text}>{toast.text}</span>
            {toast.undo && (
              <button
                type="button"
                className={css.undo}
                onClick={() => {
                  toast.undo?.();
                  dismissToast(toast.key);
                }}
              >
                Undo
              </button>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
