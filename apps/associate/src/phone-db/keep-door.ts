import { SECOND } from "@aisle/domain";
import type { DatabaseDoor } from "./with-database.ts";

/** While storage does not answer it is asked this often, in ms, as long as somebody looks. */
const ASK_EVERY_MS = 5 * SECOND;

/**
 * Looks whether storage answers whenever the app comes to the front, where iOS may have ended its connection meanwhile, and
 * again and again while it does not, so that nobody has to close the app to go on. `answered` runs after each look that found it
 * answering. Returns how to stop.
 */
export function keepDoor(door: DatabaseDoor, answered: () => Promise<void>): () => void {
  const isShown = () => document.visibilityState === "visible";
  const look = () => {
    if (!isShown()) return;
    const after = async () => {
      await door.probe();
      if (door.isTrusted()) await answered();
    };
    // What fails here fails again, and is said, where a person asks for something.
    after().catch(() => {});
  };
  const ask = () => {
    if (!door.isTrusted()) look();
  };
  const asking = setInterval(ask, ASK_EVERY_MS);
  document.addEventListener("visibilitychange", look);
  window.addEventListener("pageshow", look);
  return () => {
    clearInterval(asking);
    document.removeEventListener("visibilitychange", look);
    window.removeEventListener("pageshow", look);
  };
}
