import { MINUTE } from "@aisle/domain";

/** Minutes without a touch after which the phone locks: on the floor, and at a desk behind the counter. */
export const IDLE_MINUTES = { floor: 2, desk: 10 } as const;
export type IdlePlace = keyof typeof IDLE_MINUTES;

const LOOK_EVERY_MS = 5000;
const TOUCHES = ["pointerdown", "keydown", "input"] as const;

/**
 * Runs `onIdle` when nobody has touched the phone for as long as `place` says, in a pocket too: a page that is hidden is not
 * touched, and when it comes back its clock is looked at before anything is shown. Returns how to stop.
 */
export function watchIdle(deps: {
  readonly place: () => IdlePlace;
  readonly now: () => number;
  readonly onIdle: () => void;
}): () => void {
  let touchedAt = deps.now();
  const touch = () => {
    touchedAt = deps.now();
  };
  const look = () => {
    // A clock that went back says nothing about how long it was.
    const idle = Math.abs(deps.now() - touchedAt);
    if (idle >= IDLE_MINUTES[deps.place()] * MINUTE) deps.onIdle();
  };
  const looking = setInterval(look, LOOK_EVERY_MS);
  for (const event of TOUCHES) document.addEventListener(event, touch, { capture: true, passive: true });
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pageshow", look);
  return () => {
    clearInterval(looking);
    for (const event of TOUCHES) document.removeEventListener(event, touch, { capture: true });
    document.removeEventListener("visibilitychange", look);
    window.removeEventListener("pageshow", look);
  };
}
