import type { WakeReason, Wakeups } from "@aisle/sync";

export type PageWakeups = Wakeups & {
  /** Opens the poke stream again: it belongs to the session it was opened in, and without one it was refused for good. */
  readonly listenAnew: () => void;
};

/**
 * What happens around the page. iOS ends connections in the background without telling anybody, so the poke stream is closed
 * when the app hides and opened anew when it shows; a lost poke costs nothing, the poll brings the same.
 *
 * Hiding is not leaving. An app that hides has a moment to send what waits. A page that is being left (`pagehide`, which comes
 * before its last `visibilitychange`) writes nothing more: WebKit can keep the write lock of a page that went in the middle of a
 * transaction, and the next page would wait for it for ever. What waits is sent by that next page.
 */
export function createPageWakeups(options: {
  readonly pokeUrl: string;
  /** Runs before the loop is woken by the app going away: the last moment iOS gives. */
  readonly onHidden: () => Promise<void>;
}): PageWakeups {
  let listenAnew = () => {};
  const isShown = () => document.visibilityState === "visible";
  return {
    isShown,
    listenAnew: () => listenAnew(),
    subscribe: (wake) => {
      let poke: EventSource | null = null;
      let isLeaving = false;
      const listen = () => {
        if (poke && poke.readyState !== EventSource.CLOSED) return;
        poke = new EventSource(options.pokeUrl);
        poke.addEventListener("moved", () => wake("poke"));
      };
      const hush = () => {
        poke?.close();
        poke = null;
      };
      listenAnew = () => {
        hush();
        if (isShown()) listen();
      };
      const shown = () => {
        isLeaving = false;
        listenAnew();
        wake("shown");
      };
      const hidden = () => {
        hush();
        if (isLeaving) return;
        const leave = () => wake("hidden");
        options.onHidden().then(leave, leave);
      };
      const left = () => {
        isLeaving = true;
        hush();
      };
      const turned = () => (isShown() ? shown() : hidden());
      const listeners: readonly (readonly [EventTarget, string, () => void])[] = [
        [document, "visibilitychange", turned],
        [window, "pageshow", shown],
        [window, "pagehide", left],
        [window, "focus", wakeFor("shown")],
        // A hint only: it tells of the interface, not of head office.
        [window, "online", wakeFor("online")],
      ];
      function wakeFor(reason: WakeReason) {
        return () => {
          listen();
          wake(reason);
        };
      }
      for (const [target, event, listener] of listeners) target.addEventListener(event, listener);
      if (isShown()) listen();
      return () => {
        listenAnew = () => {};
        hush();
        for (const [target, event, listener] of listeners) target.removeEventListener(event, listener);
      };
    },
  };
}
