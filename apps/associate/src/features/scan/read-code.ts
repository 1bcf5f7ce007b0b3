import { readScan, type Scan } from "@aisle/domain";

/** Reads a number a person typed or a paired scanner sent. Apart from the screens, so that they start without it. */
export function readCode(raw: string): Scan {
  return readScan(raw);
}
