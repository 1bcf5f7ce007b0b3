import type { BenchTable } from "../bench-table.ts";
import { tellInChromium } from "./vault-page.ts";

const TIMES = 5;
const THROTTLE = 4;
const UNLOCK_BAR_MS = 1000;
const OPEN_BAR_MS = 100;

/**
 * From the last digit of a PIN to 200 clients on the screen's side of the vault, on a page slowed down four times; and what
 * WebCrypto alone takes for the same derivation and the same rows in the same run.
 */
export async function benchUnlock(): Promise<BenchTable> {
  const told = await tellInChromium({ times: TIMES, throttle: THROTTLE });
  const [unlock, open] = [median(told.map((each) => each.unlockMs)), median(told.map((each) => each.openMs))];
  const [bareUnlock, bareOpen] = [median(told.map((each) => each.bareUnlockMs)), median(told.map((each) => each.bareOpenMs))];
  return {
    title: `Unlocking, Chromium slowed down ${THROTTLE} times, median of ${TIMES}`,
    columns: ["What", "Aisle, ms", "WebCrypto alone, ms", "Ratio"],
    rows: [
      ["PIN to 200 clients readable (PBKDF2-SHA256, 600,000 rounds)", unlock, bareUnlock, unlock / bareUnlock],
      ["200 sealed clients read and opened", open, bareOpen, open / bareOpen],
    ],
    bars: [
      { claim: "PIN to usable, ms", value: unlock, bar: UNLOCK_BAR_MS, holds: unlock < UNLOCK_BAR_MS },
      { claim: "200 clients opened, ms", value: open, bar: OPEN_BAR_MS, holds: open < OPEN_BAR_MS },
    ],
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
