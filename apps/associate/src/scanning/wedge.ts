/** The keys of what may become a scan: a paired scanner types like a keyboard, only faster than a person. */
export type WedgeState = { readonly text: string; readonly firstAtMs: number; readonly lastAtMs: number };

export type WedgeStep = { readonly state: WedgeState; readonly scan?: string };

export const NO_KEYS: WedgeState = { text: "", firstAtMs: 0, lastAtMs: 0 };

// Scanners send a key in 5 to 30 ms, with a hiccup now and then over Bluetooth. A fast typist needs 60 ms and more for
// each, and rolls two or three keys faster, but not four in a row.
const MEAN_GAP_MS = 35;
const LONGEST_GAP_MS = 80;
const SHORTEST_SCAN = 4;

const ENDS = new Set(["Enter", "Tab"]);
const MODIFIERS = new Set(["Shift", "CapsLock", "AltGraph"]);

/** One key, named as in `KeyboardEvent.key`, at its event's time in milliseconds. A scan comes with the Enter or Tab after it. */
export function wedgeStep(state: WedgeState, key: string, atMs: number): WedgeStep {
  if (MODIFIERS.has(key)) return { state };
  const isLate = atMs - state.lastAtMs > LONGEST_GAP_MS;
  if (ENDS.has(key)) {
    const meanGapMs = (state.lastAtMs - state.firstAtMs) / Math.max(1, state.text.length - 1);
    const isScan = !isLate && state.text.length >= SHORTEST_SCAN && meanGapMs <= MEAN_GAP_MS;
    return isScan ? { state: NO_KEYS, scan: state.text } : { state: NO_KEYS };
  }
  if (key.length !== 1) return { state: NO_KEYS };
  if (state.text === "" || isLate) return { state: { text: key, firstAtMs: atMs, lastAtMs: atMs } };
  return { state: { text: state.text + key, firstAtMs: state.firstAtMs, lastAtMs: atMs } };
}

/** Gets each scan, and the field that was being typed in. `left` lets the field keep the text and its Enter. */
export type OnWedgeScan = (raw: string, field: HTMLInputElement | HTMLTextAreaElement | undefined) => "taken" | "left";

/**
 * Listens for a paired scanner on every screen. Single keys always go where they were going, so typing is never held up;
 * only the Enter or Tab that ends a taken scan is kept, and the scan's letters are cut from the field again.
 * Returns what ends the listening.
 */
export function listenForWedge(target: Document, onScan: OnWedgeScan): () => void {
  let state = NO_KEYS;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const key = keyOf(event);
    if (key === undefined) return;
    const step = wedgeStep(state, key, event.timeStamp);
    state = step.state;
    if (step.scan === undefined) return;

    const field = fieldOf(event.target);
    if (onScan(step.scan, field) === "left") return;
    event.preventDefault();
    event.stopPropagation();
    if (field !== undefined) cutFrom(field, step.scan);
  }

  target.addEventListener("keydown", onKeyDown, { capture: true });
  return () => target.removeEventListener("keydown", onKeyDown, { capture: true });
}

/** Scanners send FNC1 as Ctrl+]; any other chord is a person's. */
function keyOf(event: KeyboardEvent): string | undefined {
  if (event.ctrlKey && event.key === "]") return "\u001d";
  if (event.key === "Control") return undefined;
  return event.ctrlKey || event.metaKey || event.altKey ? "Unidentified" : event.key;
}

function fieldOf(target: EventTarget | null): HTMLInputElement | HTMLTextAreaElement | undefined {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement ? target : undefined;
}

function cutFrom(field: HTMLInputElement | HTMLTextAreaElement, scan: string): void {
  // A field shows no FNC1, so the letters in it are the scan without.
  const letters = scan.replaceAll("\u001d", "");
  const at = field.value.lastIndexOf(letters);
  if (at === -1) return;
  // React keeps its own idea of the value unless the element's original setter is used.
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value")?.set;
  setter?.call(field, field.value.slice(0, at) + field.value.slice(at + letters.length));
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
