import { SECOND } from "@aisle/domain";
import { liveQuery } from "dexie";

/** Runs `read` now and whenever what it read has changed, and tells `onValue`. Returns how to stop. */
export type Watch = <Value>(read: () => Promise<Value>, onValue: (value: Value) => void) => () => void;

/** A read that failed is tried again after this long, in ms: iOS drops the connection of a page that was in the background. */
const AGAIN_MS = SECOND;

export function createWatch(options: { readonly report: (fault: unknown) => void; readonly againMs?: number }): Watch {
  const { report, againMs = AGAIN_MS } = options;
  return (read, onValue) => {
    let retry: ReturnType<typeof setTimeout> | undefined;
    let stop = () => {};
    const begin = () => {
      const watching = liveQuery(read).subscribe({
        next: onValue,
        error: (fault) => {
          report(fault);
          retry = setTimeout(begin, againMs);
        },
      });
      stop = () => watching.unsubscribe();
    };
    begin();
    return () => {
      clearTimeout(retry);
      stop();
    };
  };
}
