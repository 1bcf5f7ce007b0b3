import type { Alarm } from "./ports.ts";

/** The work took longer than it may. It was told to stop; whatever it still brings is not waited for. */
export class TookTooLong extends Error {
  override readonly name = "TookTooLong";
}

/** Runs `work` for at most `ms`. Its signal aborts when time is up or `signal` aborts, and the wait ends with it. */
export async function withinDeadline<Value>(
  limit: { readonly alarm: Alarm; readonly ms: number; readonly signal: AbortSignal },
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const { alarm, ms, signal } = limit;
  const over = new AbortController();
  const end = () => over.abort();
  if (signal.aborted) end();
  signal.addEventListener("abort", end, { once: true });
  const tooLong = async () => {
    await alarm.sleep(ms, over.signal);
    throw new TookTooLong(`no answer within ${ms} ms`);
  };
  try {
    return await Promise.race([work(over.signal), tooLong()]);
  } finally {
    signal.removeEventListener("abort", end);
    end();
  }
}
