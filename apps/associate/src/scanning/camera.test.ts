import { readScan, type Scan } from "@aisle/domain";
import { expect, it, vi } from "vitest";
import { type CameraDeps, type CameraState, createCameraSession } from "./camera.ts";

const coat = readScan("4006381333931");

/** A browser with one camera, a clock that the test turns, and a decoder that sees what the test puts in front of it. */
function bench() {
  let nowMs = 0;
  let timers: { readonly atMs: number; readonly run: () => void }[] = [];
  let inView: readonly Scan[] = [];
  const listeners = new Set<() => void>();
  const states: CameraState[] = [];
  const scans: Scan[] = [];
  const track = Object.assign(new EventTarget(), {
    stop: vi.fn(),
    getCapabilities: () => ({ torch: true, focusMode: ["continuous"] }),
    applyConstraints: vi.fn(async () => {}),
  });
  // A MediaStream for as far as the session uses one; there is none outside a browser.
  const stream = { getTracks: () => [track], getVideoTracks: () => [track] } as unknown as MediaStream;
  const getUserMedia = vi.fn(async (_constraints?: MediaStreamConstraints) => stream);
  const page = {
    visibilityState: "visible" as DocumentVisibilityState,
    addEventListener: (_type: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_type: string, listener: () => void) => listeners.delete(listener),
  };
  const load = vi.fn(async () => {});
  const deps: CameraDeps = {
    mediaDevices: { getUserMedia },
    // The two listener methods' overloads are the browser's; the session only uses `visibilitychange`.
    document: page as unknown as CameraDeps["document"],
    clock: {
      now: () => nowMs,
      after: (ms, run) => {
        const timer = { atMs: nowMs + ms, run };
        timers.push(timer);
        return () => {
          timers = timers.filter((one) => one !== timer);
        };
      },
    },
    decoder: { load, read: async () => inView },
    show: vi.fn(),
    // The decoder above looks at no pixels.
    grabFrame: () => ({}) as ImageData,
    onState: (state) => states.push(state),
    onScan: (scan) => scans.push(scan),
  };
  return {
    deps,
    session: createCameraSession(deps),
    states,
    scans,
    track,
    getUserMedia,
    load,
    listeners,
    see: (...codes: Scan[]) => {
      inView = codes;
    },
    setVisibility: async (visibility: DocumentVisibilityState) => {
      page.visibilityState = visibility;
      for (const listener of listeners) listener();
      await settle();
    },
    pass: async (ms: number) => {
      const untilMs = nowMs + ms;
      for (;;) {
        const next = timers.toSorted((one, other) => one.atMs - other.atMs)[0];
        if (next === undefined || next.atMs > untilMs) break;
        timers = timers.filter((one) => one !== next);
        nowMs = next.atMs;
        next.run();
        await settle();
      }
      nowMs = untilMs;
    },
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

function fault(name: string): Error {
  return Object.assign(new Error(name), { name });
}

it("asks for the camera once in a visit, however often it is started", async () => {
  const { session, getUserMedia, states, track } = bench();
  await Promise.all([session.start(), session.start()]);
  await session.start();
  expect(getUserMedia).toHaveBeenCalledTimes(1);
  expect(getUserMedia.mock.calls[0]?.[0]).toMatchObject({ video: { facingMode: { ideal: "environment" } } });
  expect(states).toEqual([{ kind: "priming" }, { kind: "starting" }, { kind: "live", torch: "off" }]);
  expect(track.applyConstraints).toHaveBeenCalledWith({ advanced: [{ focusMode: "continuous" }] });
});

it("tells a code once while it stays in view, and again after it was away for 1.5 s", async () => {
  const { session, see, pass, scans } = bench();
  await session.start();
  see(coat);
  await pass(5000);
  expect(scans).toEqual([coat]);
  see();
  await pass(1000);
  see(coat);
  await pass(500);
  expect(scans).toHaveLength(1);
  see();
  await pass(1600);
  see(coat);
  await pass(500);
  expect(scans).toHaveLength(2);
});

it("tells only the code nearest the middle", async () => {
  const { session, see, pass, scans } = bench();
  await session.start();
  see(coat, readScan("96385074"));
  await pass(1000);
  expect(scans).toEqual([coat]);
});

it("gives the camera back after a minute without a scan, and stays off when the app is shown again", async () => {
  const { session, pass, states, track, getUserMedia, setVisibility } = bench();
  await session.start();
  await pass(59_000);
  expect(states.at(-1)?.kind).toBe("live");
  await pass(2000);
  expect(states.at(-1)?.kind).toBe("stopped");
  expect(track.stop).toHaveBeenCalled();
  await setVisibility("hidden");
  await setVisibility("visible");
  expect(getUserMedia).toHaveBeenCalledTimes(1);
});

it("gives the camera back when the app is hidden and takes it again when it is shown", async () => {
  const { session, setVisibility, states, track, getUserMedia } = bench();
  await session.start();
  await setVisibility("hidden");
  expect(track.stop).toHaveBeenCalledTimes(1);
  expect(states.at(-1)?.kind).toBe("stopped");
  await setVisibility("visible");
  expect(getUserMedia).toHaveBeenCalledTimes(2);
  expect(states.at(-1)?.kind).toBe("live");
});

it("gives back a camera that arrives after the visit has ended", async () => {
  const { session, track, states } = bench();
  const starting = session.start();
  session.close();
  await starting;
  expect(track.stop).toHaveBeenCalledTimes(1);
  expect(states.at(-1)?.kind).toBe("starting");
});

it.each([
  ["NotAllowedError", { kind: "refused" }],
  ["NotFoundError", { kind: "none", why: "no-camera" }],
  ["NotReadableError", { kind: "none", why: "camera-busy" }],
])("says what is wrong when the browser answers %s", async (name, expected) => {
  const { session, getUserMedia, states } = bench();
  getUserMedia.mockRejectedValueOnce(fault(name));
  await session.start();
  expect(states.at(-1)).toEqual(expected);
});

it("gives the camera back when the decoder is not on this phone", async () => {
  const { session, load, states, track } = bench();
  load.mockRejectedValueOnce(fault("TypeError"));
  await session.start();
  expect(states.at(-1)).toEqual({ kind: "none", why: "decoder-not-here" });
  expect(track.stop).toHaveBeenCalled();
});

it("switches the light, and stays truthful when the camera does not obey", async () => {
  const { session, states, track } = bench();
  await session.start();
  await session.setTorch("on");
  expect(states.at(-1)).toEqual({ kind: "live", torch: "on" });
  track.applyConstraints.mockRejectedValueOnce(fault("OperationError"));
  await session.setTorch("off");
  expect(states.at(-1)).toEqual({ kind: "live", torch: "on" });
});

it("leaves nothing behind when the visit ends", async () => {
  const { session, listeners, see, pass, scans } = bench();
  await session.start();
  see(coat);
  session.close();
  await pass(5000);
  expect(scans).toEqual([]);
  expect(listeners.size).toBe(0);
});
