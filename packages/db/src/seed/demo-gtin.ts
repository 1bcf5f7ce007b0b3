import { gtinCheckDigit } from "@aisle/domain";

/**
 * A GTIN-14 under the prefix 952, which GS1 keeps for demonstrations, so that no real article carries it.
 * `serial` is 0 to 999,999,999; different serials give different numbers.
 */
export function demoGtin(serial: number): string {
  // A stride without a common factor with 10^9 scatters neighbours, as bought-in numbers are scattered, and never meets itself.
  const scattered = (serial * 104_729 + 271_828) % 1_000_000_000;
  const digits = `0952${String(scattered).padStart(9, "0")}`;
  return `${digits}${gtinCheckDigit(digits)}`;
}
