// Focus and torch belong to the Image Capture extensions, which TypeScript's DOM types leave out. WebKit lists the torch in
// `getCapabilities` before `getSupportedConstraints` admits it, so only the track is asked.
type Capabilities = MediaTrackCapabilities & { readonly torch?: boolean; readonly focusMode?: readonly string[] };
type ExtraConstraints = MediaTrackConstraintSet & { readonly torch?: boolean; readonly focusMode?: string };

/** Whether this camera has a light that can be switched. */
export function isTorchOffered(track: MediaStreamTrack): boolean {
  return capabilitiesOf(track).torch === true;
}

/** Resolves to whether the light did as asked. */
export async function setTorch(track: MediaStreamTrack, torch: "on" | "off"): Promise<boolean> {
  return apply(track, { torch: torch === "on" });
}

/** Keeps the picture sharp while the phone moves, where the camera offers it. */
export async function tuneFocus(track: MediaStreamTrack): Promise<void> {
  if (capabilitiesOf(track).focusMode?.includes("continuous")) await apply(track, { focusMode: "continuous" });
}

function capabilitiesOf(track: MediaStreamTrack): Capabilities {
  // Firefox before 132 has no such method.
  return typeof track.getCapabilities === "function" ? track.getCapabilities() : {};
}

async function apply(track: MediaStreamTrack, constraint: ExtraConstraints): Promise<boolean> {
  try {
    await track.applyConstraints({ advanced: [constraint] });
    return true;
  } catch {
    // A camera may offer what it then cannot do, such as a light while it is hot. Scanning goes on without.
    return false;
  }
}
