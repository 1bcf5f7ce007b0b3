import { DAY } from "@aisle/domain";
import type { Alarm } from "@aisle/sync";

/** The page's clock and timers. */
export const pageAlarm: Alarm = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) {
        resolve();
        return;
      }
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener("abort", done);
        resolve();
      };
      // Timers beyond 24.8 days fire at once; nothing here needs to sleep that long.
      const timer = setTimeout(done, Math.min(ms, DAY));
      signal.addEventListener("abort", done, { once: true });
    }),
};
