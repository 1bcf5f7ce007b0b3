"use client";

import { codesOf } from "@aisle/protocol";
import encodeQR from "qr";
import { useEffect, useMemo, useRef, useState } from "react";
import { Button } from "../../ui/button.tsx";
import css from "./rescue.module.css";
import { useAwakeScreen } from "./use-awake-screen.ts";

/** ms a code stands. Four a second: a point that turns each time flashes twice a second, and three is the limit (WCAG 2.3.1). */
const STANDS_MS = 250;
const SLOW_MS = 600;

/** The whole package as codes, one after the other and round again, on white in every theme, until somebody says it is done. */
export function CodeLoop({
  bytes,
  actions,
  onDone,
}: {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly actions: number;
  readonly onDone: () => void;
}) {
  const codes = useMemo(() => codesOf(bytes), [bytes]);
  const [turn, setTurn] = useState(0);
  const [pace, setPace] = useState<number>(STANDS_MS);
  const dialog = useRef<HTMLDialogElement>(null);
  useAwakeScreen();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  useEffect(() => {
    const timer = setInterval(() => setTurn((before) => before + 1), pace);
    return () => clearInterval(timer);
  }, [pace]);
  const at = turn % codes.length;
  return (
    <dialog ref={dialog} data-theme="light" className={css.loop} aria-labelledby="code-loop" onCancel={onDone}>
      <h2 id="code-loop" className={css.loopTitle}>
        Hold this before the other phone
      </h2>
      <Code text={codes[at] ?? ""} />
      <p className={css.loopCount}>{codes.length === 1 ? "One code holds it all" : `Code ${at + 1} of ${codes.length}`}</p>
      <p className={css.loopWords}>
        {actions === 1 ? "1 action." : `${actions} actions.`} Turn the brightness all the way up. Keep going until the other phone
        says it has everything.
      </p>
      <div className={css.loopButtons}>
        {codes.length > 1 && (
          <Button look="ghost" onPress={() => setPace(pace === STANDS_MS ? SLOW_MS : STANDS_MS)}>
            {pace === STANDS_MS ? "Slower" : "Faster"}
          </Button>
        )}
        <Button onPress={onDone}>The other phone has it</Button>
      </div>
    </dialog>
  );
}

/** White modules around it that the code needs to be found (ISO/IEC 18004 asks for four). */
const QUIET = 4;

function Code({ text }: { readonly text: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const modules = encodeQR(text, "raw", { ecc: "medium", encoding: "alphanumeric", border: QUIET });
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    // A pixel for each module: the browser enlarges it without softening its edges.
    element.width = modules.length;
    element.height = modules.length;
    const picture = context.createImageData(modules.length, modules.length);
    const pixels = new Uint32Array(picture.data.buffer);
    for (const [y, row] of modules.entries()) {
      for (const [x, isDark] of row.entries()) pixels[y * modules.length + x] = isDark ? 0xff000000 : 0xffffffff;
    }
    context.putImageData(picture, 0, 0);
  }, [text]);
  return <canvas ref={canvas} className={css.code} role="img" aria-label="Code for the other phone's camera" />;
}
