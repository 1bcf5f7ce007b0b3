"use client";

import type { Scan } from "@aisle/domain";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { CameraSession, CameraState } from "../../scanning/camera.ts";

type Camera = {
  readonly state: CameraState;
  readonly start: () => void;
  readonly setTorch: (torch: "on" | "off") => void;
};

/** One visit's camera, shown in `video`. It starts by itself where it was allowed before; otherwise our own card asks first. */
export function useCamera({
  video,
  onScan,
}: {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly onScan: (scan: Scan) => void;
}): Camera {
  const [state, setState] = useState<CameraState>({ kind: "priming" });
  const session = useRef<CameraSession>(undefined);
  const latest = useRef(onScan);
  useEffect(() => {
    latest.current = onScan;
  });
  useEffect(() => {
    let isLeft = false;
    const open = async () => {
      const [camera, isAllowed] = await Promise.all([openSession(), wasAllowed()]);
      if (isLeft) return camera.close();
      session.current = camera;
      if (isAllowed) await camera.start();
    };
    const openSession = async () => {
      // The camera and the decoder come after the screen stands: typing a number needs neither.
      const [{ createCameraSession }, { createDecoder, DECODER_URL }] = await Promise.all([
        import("../../scanning/camera.ts"),
        import("../../scanning/decoder.ts"),
      ]);
      return createCameraSession({
        mediaDevices: navigator.mediaDevices,
        document,
        clock: { now: () => Date.now(), after },
        decoder: createDecoder(DECODER_URL),
        show: (stream) => showIn(video.current, stream),
        grabFrame: () => grabFrom(video.current),
        onState: (next) => {
          if (!isLeft) setState(next);
        },
        onScan: (scan) => latest.current(scan),
      });
    };
    open().catch(() => setState({ kind: "none", why: "decoder-not-here" }));
    return () => {
      isLeft = true;
      session.current?.close();
      session.current = undefined;
    };
  }, [video]);
  const start = useCallback(() => void session.current?.start(), []);
  const setTorch = useCallback((torch: "on" | "off") => void session.current?.setTorch(torch), []);
  return { state, start, setTorch };
}

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

/** Where the browser cannot say, it was not: one tap more, and never a question out of nowhere. */
async function wasAllowed(): Promise<boolean> {
  try {
    const permission = await navigator.permissions.query({ name: "camera" });
    return permission.state === "granted";
  } catch {
    return false;
  }
}

function showIn(video: HTMLVideoElement | null, stream: MediaStream | undefined): void {
  if (!video) return;
  video.srcObject = stream ?? null;
  // Refused only while another page plays; the picture then comes with the next try.
  if (stream) video.play().catch(() => {});
}

let canvas: HTMLCanvasElement | undefined;

function grabFrom(video: HTMLVideoElement | null): ImageData | undefined {
  if (!video || video.videoWidth === 0) return undefined;
  canvas ??= document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return undefined;
  context.drawImage(video, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
