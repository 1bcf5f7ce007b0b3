import type { ImportProgress } from "./import-file.ts";

/** Where the bar goes: standard error in life, so that standard output holds the answer alone. */
export type Screen = { readonly isTTY?: boolean | undefined; write(text: string): unknown };

export type ProgressBar = { show(progress: ImportProgress): void; end(): void };

const WIDTH = 24;
const REDRAW_MS = 100;
const PLAIN_LINE_MS = 10_000;

/**
 * A bar that redraws itself on a terminal; one plain line every ten seconds anywhere else (a log, a CI run, NO_COLOR).
 * `now` gives epoch milliseconds.
 */
export function createProgressBar(screen: Screen, { isPlain, now }: { isPlain: boolean; now: () => number }): ProgressBar {
  const began = now();
  let shownAt = isPlain ? began : 0;
  let isDrawn = false;
  return {
    show(progress) {
      const at = now();
      const isDue = at - shownAt >= (isPlain ? PLAIN_LINE_MS : REDRAW_MS) || (progress.step === "writing" && !isPlain);
      if (!isDue) return;
      shownAt = at;
      isDrawn = true;
      const line = progressLine(progress, at - began);
      screen.write(isPlain ? `${line.replace(/[█░]+ {2}/, "")}\n` : `\r\u001b[K${line}`);
    },
    end() {
      if (isDrawn && !isPlain) screen.write("\r\u001b[K");
    },
  };
}

/** `  Reading  ██████░░░░  9,912 rows  41 %  31k rows/s` */
export function progressLine(progress: ImportProgress, elapsedMs: number): string {
  const rows = progress.rows.toLocaleString("en-US");
  if (progress.step === "writing") return `  Writing  ${rows} rows`;
  const share = progress.ofBytes > 0 ? Math.min(1, progress.bytes / progress.ofBytes) : 1;
  const filled = Math.round(share * WIDTH);
  const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
  const perSecond = elapsedMs > 0 ? (progress.rows * 1000) / elapsedMs : 0;
  const rate = perSecond >= 10_000 ? `${Math.round(perSecond / 1000)}k` : String(Math.round(perSecond));
  return `  Reading  ${bar}  ${rows} rows  ${Math.floor(share * 100)} %  ${rate} rows/s`;
}
