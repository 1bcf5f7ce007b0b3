import { Workbox } from "workbox-window";

/** iOS installed apps do not reliably ask for a new version by themselves, so it is asked for this often, in ms. */
const ASK_EVERY = 60 * 60_000;
/** WebKit may take over without saying so; after this, in ms, the page is loaded again all the same. */
const RELOAD_AFTER = 2000;

export type AppUpdates = {
  /** Switches to the version that is waiting and loads the page again. Work on this phone is not touched by it. */
  readonly updateNow: () => void;
  readonly stop: () => void;
};

/**
 * Installs the service worker and watches for a new version, which waits until `updateNow`. `onUpdateReady` is called when
 * one is waiting, and again after a start that finds one still waiting.
 */
export function registerServiceWorker({ onUpdateReady }: { readonly onUpdateReady: () => void }): AppUpdates {
  if (process.env.NODE_ENV !== "production" || !("serviceWorker" in navigator))
    return { updateNow: () => location.reload(), stop: () => {} };
  const workbox = new Workbox("/sw.js", { scope: "/", updateViaCache: "none" });
  let isSwitching = false;
  let isReloading = false;
  const reload = () => {
    if (isReloading) return;
    isReloading = true;
    location.reload();
  };
  workbox.addEventListener("waiting", onUpdateReady);
  workbox.addEventListener("controlling", (event) => {
    if (isSwitching) reload();
    else if (event.isUpdate) onUpdateReady();
  });
  // No signal, or a browser that refuses: the app in front of you works on, and the next look tries again.
  workbox.register({ immediate: true }).catch(() => {});
  const look = () => {
    if (document.visibilityState === "visible") workbox.update().catch(() => {});
  };
  const hourly = setInterval(look, ASK_EVERY);
  document.addEventListener("visibilitychange", look);
  return {
    updateNow: () => {
      isSwitching = true;
      workbox.messageSkipWaiting();
      setTimeout(reload, RELOAD_AFTER);
    },
    stop: () => {
      clearInterval(hourly);
      document.removeEventListener("visibilitychange", look);
      workbox.removeEventListener("waiting", onUpdateReady);
    },
  };
}
