import type { Clock, Scan } from "@aisle/domain";
import { meaningOf } from "./agreement.ts";
import { isTorchOffered, setTorch, tuneFocus } from "./camera-track.ts";
import type { Decoder } from "./decoder.ts";
import { viewsOfFrame } from "./views.ts";

/**
 * `priming`: our own card asks first. `none`: nothing to scan with, and why. `stopped`: after a minute without a scan, or while
 * the app is out of sight; `start` brings it back, and so does showing the app again when hiding it was the reason.
 */
export type CameraState =
  | { readonly kind: "priming" | "starting" | "refused" | "stopped" }
  | { readonly kind: "live"; readonly torch: "absent" | "off" | "on" }
  | { readonly kind: "none"; readonly why: "no-camera" | "camera-busy" | "decoder-not-here" };

/** What the session takes from the browser, so that tests bring their own. */
export type CameraDeps = {
  /** `undefined` where the page is not on https. */
  readonly mediaDevices: Pick<MediaDevices, "getUserMedia"> | undefined;
  readonly document: Pick<Document, "visibilityState" | "addEventListener" | "removeEventListener">;
  readonly clock: Clock & { readonly after: (ms: number, run: () => void) => () => void };
  readonly decoder: Decoder;
  /** Shows the stream in the screen's video element; `undefined` takes it away. */
  readonly show: (stream: MediaStream | undefined) => void;
  /** The video's picture now, or nothing while it has none. */
  readonly grabFrame: () => ImageData | undefined;
  readonly onState: (state: CameraState) => void;
  /** A code came into view. The same code again only after it was out of view for 1.5 s. */
  readonly onScan: (scan: Scan) => void;
};

export type CameraSession = {
  readonly start: () => Promise<void>;
  readonly setTorch: (torch: "on" | "off") => Promise<void>;
  /** A person did something: the minute starts again. */
  readonly touch: () => void;
  /** Ends the visit: the camera is off and nothing is called any more. */
  readonly close: () => void;
};

const IDLE_MS = 60_000;
const SAME_CODE_MS = 1500;
/** Rest between two looks: about eight a second leave the phone cool and the screen smooth. */
const REST_MS = 80;

const CONSTRAINTS: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } },
};

/** One visit to the Scan tab. Asks for the camera once, at `start`, and again only after it was given back. */
export function createCameraSession(deps: CameraDeps): CameraSession {
  let state: CameraState = { kind: "priming" };
  let stream: MediaStream | undefined;
  // Grows whenever the camera is given back: an answer to an older request is then out of date.
  let generation = 0;
  let isHiddenStop = false;
  let isClosed = false;
  let idleSinceMs = 0;
  let cancelLook = () => {};
  const seenAtMs = new Map<string, number>();

  deps.document.addEventListener("visibilitychange", onVisibilityChange);
  deps.onState(state);
  return { start, setTorch: switchTorch, touch, close };

  async function start(): Promise<void> {
    if (isClosed || state.kind === "starting" || state.kind === "live") return;
    isHiddenStop = false;
    if (deps.mediaDevices === undefined) return enter({ kind: "none", why: "no-camera" });
    enter({ kind: "starting" });
    generation += 1;
    const mine = generation;
    try {
      const acquired = await deps.mediaDevices.getUserMedia(CONSTRAINTS);
      if (mine !== generation) return stopTracks(acquired);
      stream = acquired;
    } catch (reason) {
      if (mine === generation) enter(stateOfFailure(reason));
      return;
    }
    try {
      await deps.decoder.load();
    } catch {
      // No signal and not on this phone yet: typing still works, and the screen says so.
      if (mine === generation) giveBack({ kind: "none", why: "decoder-not-here" });
      return;
    }
    if (mine === generation) await goLive(stream, mine);
  }

  async function goLive(acquired: MediaStream, mine: number): Promise<void> {
    const track = acquired.getVideoTracks()[0];
    if (track === undefined) return giveBack({ kind: "none", why: "no-camera" });
    // iOS ends the track when it takes the camera away.
    track.addEventListener("ended", () => mine === generation && giveBack({ kind: "stopped" }));
    await tuneFocus(track);
    if (mine !== generation) return;
    deps.show(acquired);
    touch();
    enter({ kind: "live", torch: isTorchOffered(track) ? "off" : "absent" });
    lookLater(0, mine);
  }

  function lookLater(turn: number, mine: number): void {
    cancelLook = deps.clock.after(REST_MS, () => {
      look(turn, mine).catch((reason: unknown) => {
        // A fault of ours or of the engine: looking on would only repeat it. Thrown on, so that it is seen once.
        if (mine === generation) giveBack({ kind: "stopped" });
        throw reason;
      });
    });
  }

  async function look(turn: number, mine: number): Promise<void> {
    if (deps.clock.now() - idleSinceMs >= IDLE_MS) return giveBack({ kind: "stopped" });
    const frame = deps.grabFrame();
    const scans = frame === undefined ? [] : await deps.decoder.read(frame, viewsOfFrame(turn));
    if (mine !== generation) return;
    // Only the code nearest the middle: its neighbour on the shelf was not meant.
    const nearest = scans[0];
    if (nearest !== undefined) offer(nearest);
    if (mine === generation) lookLater(turn + 1, mine);
  }

  function offer(scan: Scan): void {
    const meaning = meaningOf(scan);
    const now = deps.clock.now();
    const lastMs = seenAtMs.get(meaning);
    seenAtMs.set(meaning, now);
    if (lastMs !== undefined && now - lastMs < SAME_CODE_MS) return;
    touch();
    deps.onScan(scan);
  }

  async function switchTorch(torch: "on" | "off"): Promise<void> {
    const track = stream?.getVideoTracks()[0];
    if (track === undefined || state.kind !== "live" || state.torch === "absent") return;
    const mine = generation;
    const isSet = await setTorch(track, torch);
    if (isSet && mine === generation) enter({ kind: "live", torch });
  }

  function onVisibilityChange(): void {
    if (deps.document.visibilityState === "hidden") {
      if (state.kind !== "live" && state.kind !== "starting") return;
      giveBack({ kind: "stopped" });
      isHiddenStop = true;
    } else if (isHiddenStop) {
      void start();
    }
  }

  function touch(): void {
    idleSinceMs = deps.clock.now();
  }

  function giveBack(next: CameraState): void {
    generation += 1;
    cancelLook();
    if (stream !== undefined) stopTracks(stream);
    stream = undefined;
    deps.show(undefined);
    enter(next);
  }

  function enter(next: CameraState): void {
    state = next;
    if (!isClosed) deps.onState(next);
  }

  function close(): void {
    if (isClosed) return;
    isClosed = true;
    deps.document.removeEventListener("visibilitychange", onVisibilityChange);
    giveBack({ kind: "stopped" });
  }
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** The names are the Media Capture standard's: a refusal by the person or by policy, a camera in use, or none at all. */
function stateOfFailure(reason: unknown): CameraState {
  const name = reason instanceof Error ? reason.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return { kind: "refused" };
  return { kind: "none", why: name === "NotReadableError" || name === "AbortError" ? "camera-busy" : "no-camera" };
}
