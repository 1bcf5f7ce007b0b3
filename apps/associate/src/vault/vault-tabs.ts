// All tabs of a phone are open or locked together.
//
//   locked in one ----> locked in all          opened in one ----> opened in all, under the very same keys
//   a new tab asks ---> whoever is open answers
//
// Keys travel as they are: no script can read them out on the way either.

import type { Held, Vault } from "./vault.ts";

const CHANNEL = "aisle-vault";

type Said =
  | { readonly kind: "locked" }
  | { readonly kind: "dark"; readonly why: "lease" | "clock" }
  | { readonly kind: "open"; readonly held: Held }
  | { readonly kind: "ask" };

/** Keeps the vault of this tab and of the others as one. Returns how to stop. */
export function shareVault(vault: Vault, onTaken: (held: Held) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  let isHearing = false;
  const say = (said: Said) => {
    try {
      channel.postMessage(said);
    } catch {
      // An engine that can't hand a key over: the other tab asks for the PIN itself.
    }
  };
  const tell = () => {
    if (isHearing) return;
    const state = vault.state.current();
    const held = vault.held();
    if (state.kind === "locked") say({ kind: "locked" });
    if (state.kind === "dark") say({ kind: "dark", why: state.why });
    if (state.kind === "open" && held) say({ kind: "open", held });
  };
  // Boundary: only tabs of this app speak on the channel.
  channel.addEventListener("message", ({ data }: MessageEvent<Said>) => {
    isHearing = true;
    if (data.kind === "locked" && vault.state.current().kind !== "locked") vault.lock();
    if (data.kind === "dark") vault.darken(data.why);
    if (data.kind === "open") {
      onTaken(data.held);
      vault.take(data.held);
    }
    isHearing = false;
    if (data.kind === "ask" && vault.held()) tell();
  });
  const unsubscribe = vault.state.subscribe(tell);
  say({ kind: "ask" });
  return () => {
    unsubscribe();
    channel.close();
  };
}
