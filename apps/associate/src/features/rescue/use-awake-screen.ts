import { useEffect } from "react";

/** Keeps the screen lit while the component stands, where the browser can; elsewhere a touch does. */
export function useAwakeScreen(): void {
  useEffect(() => {
    let isHere = true;
    let lock: WakeLockSentinel | undefined;
    const ask = async () => {
      if (document.visibilityState !== "visible") return;
      const given = await navigator.wakeLock?.request("screen");
      if (isHere) lock = given;
      else await given?.release();
    };
    // Refused to a phone in low-power mode.
    const keep = () => void ask().catch(() => {});
    keep();
    // Taken away whenever the app leaves the front.
    document.addEventListener("visibilitychange", keep);
    return () => {
      isHere = false;
      document.removeEventListener("visibilitychange", keep);
      lock?.release().catch(() => {});
    };
  }, []);
}
