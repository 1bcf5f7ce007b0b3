// The exchange lives while its page does.
//
//   page opens --> run ---- pagehide --> stop          (nothing is begun that the page's end would cut in two)
//                   ^  |        |
//                   |  fault    +-- pageshow, from the back-forward cache --> run anew, on new handles
//                   +--+ a moment later: a phone whose exchange ended would be deaf until it is opened again

import { SECOND } from "@aisle/domain";
import type { Alarm } from "@aisle/sync";

const AGAIN_MS = SECOND;

/** Keeps `run` running while the page is there, until stopped; each life has a signal of its own. Returns how to stop. */
export function liveWithPage(deps: {
  readonly run: (signal: AbortSignal) => Promise<void>;
  readonly alarm: Alarm;
  readonly report: (fault: unknown) => void;
}): () => void {
  const { run, alarm, report } = deps;
  let life: AbortController | null = null;
  const begin = () => {
    if (life) return;
    const mine = new AbortController();
    life = mine;
    void (async () => {
      while (!mine.signal.aborted) {
        await run(mine.signal).catch(report);
        await alarm.sleep(AGAIN_MS, mine.signal);
      }
    })();
  };
  const end = () => {
    life?.abort();
    life = null;
  };
  window.addEventListener("pagehide", end);
  window.addEventListener("pageshow", begin);
  begin();
  return () => {
    window.removeEventListener("pagehide", end);
    window.removeEventListener("pageshow", begin);
    end();
  };
}
