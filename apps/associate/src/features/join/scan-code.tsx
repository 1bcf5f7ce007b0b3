"use client";

import { readPhoneCode, showPhoneCode } from "@aisle/protocol";
import { useEffect, useRef } from "react";
import type { CameraState } from "../../scanning/camera.ts";
import { Button } from "../../ui/button.tsx";
import { useCamera } from "../scan/use-camera.ts";
import css from "./join.module.css";

/** Looks for a code on the manager's screen. */
export function ScanCode({ onCode, onStop }: { readonly onCode: (code: string) => void; readonly onStop: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const isDone = useRef(false);
  const { state, start } = useCamera({
    video,
    onScan: ({ raw }) => {
      const code = readPhoneCode(raw);
      if (code === null || isDone.current) return;
      isDone.current = true;
      onCode(showPhoneCode(code));
    },
  });
  const isResting = state.kind === "priming";
  // Whoever asked to scan has asked for the camera.
  useEffect(() => {
    if (isResting) start();
  }, [isResting, start]);
  return (
    <>
      <div className={css.camera}>
        <video ref={video} className={css.video} playsInline muted aria-label="What the camera sees" />
        {state.kind !== "live" && <p className={css.cameraWords}>{wordsOf(state.kind)}</p>}
      </div>
      {(state.kind === "none" || state.kind === "stopped" || state.kind === "refused") && (
        <Button look="ghost" onPress={start}>
          Start camera
        </Button>
      )}
      <Button look="plain" onPress={onStop}>
        Stop scanning
      </Button>
    </>
  );
}

function wordsOf(kind: Exclude<CameraState["kind"], "live">): string {
  switch (kind) {
    case "priming":
    case "starting":
      return "Starting camera…";
    case "stopped":
      return "The camera is resting.";
    case "refused":
      return "The camera is off for this app. Type the code, or turn it on in Settings.";
    case "none":
      return "No camera here now. Type the code.";
  }
}
