/** How long a confirmation stays, in ms: the same grace a booking waits before it leaves the phone. */
export const TOAST_MS = 6000;

export type Toast = { readonly key: number; readonly text: string; readonly undo?: () => void };

let current: Toast | undefined;
let lastKey = 0;
const listeners = new Set<() => void>();

/** Says `text` once, in place of whatever was being said. With `undo` it offers a real Undo button. */
export function showToast(toast: { readonly text: string; readonly undo?: () => void }): void {
  lastKey += 1;
  current = { key: lastKey, ...toast };
  tell();
}

/** Takes away the toast with this key; a newer one stays. */
export function dismissToast(key: number): void {
  if (current?.key !== key) return;
  current = undefined;
  tell();
}

export function currentToast(): Toast | undefined {
  return current;
}

/** Calls `listener` whenever the toast changes. Returns the undo. */
export function onToastChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(): void {
  for (const listener of listeners) listener();
}
