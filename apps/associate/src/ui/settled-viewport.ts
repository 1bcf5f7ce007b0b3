/** When the keyboard closes, iOS may leave the page pushed up; the page is put back if it is still off after each of these, in ms. */
const CHECKS = [100, 400, 900];
/** Less than this, in CSS px, is the browser's own chrome moving. */
const PUSHED_UP = 24;

/** Puts a fixed-height page back after the keyboard, a tab switch or a return from the back-forward cache. Returns the undo. */
export function keepViewportSettled(): () => void {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const settle = () => {
    for (const after of CHECKS) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        if ((window.visualViewport?.offsetTop ?? 0) >= PUSHED_UP) window.scrollTo(0, 0);
      }, after);
      timers.add(timer);
    }
  };
  const letGo = () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  };
  document.addEventListener("focusout", settle);
  document.addEventListener("visibilitychange", settle);
  window.addEventListener("pageshow", settle);
  window.addEventListener("pagehide", letGo);
  return () => {
    document.removeEventListener("focusout", settle);
    document.removeEventListener("visibilitychange", settle);
    window.removeEventListener("pageshow", settle);
    window.removeEventListener("pagehide", letGo);
    for (const timer of timers) clearTimeout(timer);
  };
}
