"use client";

import type { Scan } from "@aisle/domain";
import { joinCodes, missingCodes, type ReadCodes, readRescueCode } from "@aisle/protocol";
import { useRef, useState } from "react";
import type { CameraState } from "../../scanning/camera.ts";
import { Button } from "../../ui/button.tsx";
import { useCamera } from "../scan/use-camera.ts";
import { CodesProgress } from "./codes-progress.tsx";
import css from "./rescue.module.css";

/** Looks at the codes on another phone until every part of its package was read, in any order. */
export function ReadCodesCard({ onWhole }: { readonly onWhole: (bytes: Uint8Array<ArrayBuffer>) => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [read, setRead] = useState<ReadCodes | null>(null);
  const latest = useRef<ReadCodes>(null);
  const isDone = useRef(false);
  const take = ({ raw }: Scan) => {
    const next = readRescueCode(latest.current, raw);
    if (!next || isDone.current) return;
    const bytes = joinCodes(next);
    // Every part is there and they do not fit: one was misread, and which one nobody knows.
    latest.current = bytes === null && missingCodes(next).length === 0 ? null : next;
    setRead(latest.current);
    if (bytes === null) return;
    isDone.current = true;
    onWhole(bytes);
  };
  const { state, start } = useCamera({ video, onScan: take });
  return (
    <>
      <div className={css.camera}>
        <video ref={video} className={css.video} playsInline muted aria-label="What the camera sees" />
        {state.kind === "live" && <div className={css.window} aria-hidden="true" />}
        <Ask state={state} onStart={start} />
      </div>
      <CodesProgress read={read} />
    </>
  );
}

function Ask({ state, onStart }: { readonly state: CameraState; readonly onStart: () => void }) {
  if (state.kind === "live") return null;
  if (state.kind === "starting") return <p className={css.cameraWords}>Starting camera…</p>;
  const why = state.kind === "none" ? state.why : state.kind;
  return (
    <div className={css.cameraCard}>
      <p className={css.cameraWords}>{CAMERA_WORDS[why]}</p>
      <Button look="ghost" onPress={onStart}>
        {why === "priming" || why === "stopped" ? "Start camera" : "Try again"}
      </Button>
    </div>
  );
}

const CAMERA_WORDS = {
  priming: "The picture stays on this phone. iOS asks once if Aisle may use the camera.",
  stopped: "The camera is resting. It stops after a minute without a code.",
  refused: "The camera is off for this app. Turn it on in Settings, Apps, Safari, Camera, or choose a file instead.",
  "no-camera": "No camera here. Save a file on the other phone, and choose it here.",
  "camera-busy": "Another app has the camera. Close it, then try again.",
  "decoder-not-here": "Reading codes isn't on this phone yet: it comes with the first good signal. Choose a file instead.",
} as const;
