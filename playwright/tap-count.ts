import type { Page } from "@playwright/test";

/** What a person did: taps anywhere, and keys struck. */
export type Taps = { readonly taps: number; readonly keys: number };

/** Counts every real tap and key from now on, across pages. Answers what reads the count. */
export async function countTaps(page: Page): Promise<() => Promise<Taps>> {
  const counted = { taps: 0, keys: 0 };
  await page.exposeFunction("aisleCounted", (kind: keyof Taps) => {
    counted[kind] += 1;
  });
  const listen = () => {
    // Boundary: the function exposed above.
    const tell = (window as unknown as { aisleCounted: (kind: string) => void }).aisleCounted;
    document.addEventListener("pointerdown", (event) => event.isTrusted && tell("taps"), { capture: true });
    document.addEventListener("keydown", (event) => event.isTrusted && tell("keys"), { capture: true });
  };
  await page.addInitScript(listen);
  await page.evaluate(listen);
  return async () => {
    await page.evaluate(() => {});
    return { ...counted };
  };
}
