"use client";

import encodeQR from "qr";
import { useEffect, useRef } from "react";
import css from "./phones.module.css";

/** White modules around it that the code needs to be found (ISO/IEC 18004 asks for four). */
const QUIET = 4;

export function CodePicture({ text }: { readonly text: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const modules = encodeQR(text, "raw", { ecc: "medium", border: QUIET });
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    element.width = modules.length;
    element.height = modules.length;
    context.fillStyle = "#fff";
    context.fillRect(0, 0, modules.length, modules.length);
    context.fillStyle = "#000";
    for (const [y, row] of modules.entries()) for (const [x, isDark] of row.entries()) if (isDark) context.fillRect(x, y, 1, 1);
  }, [text]);
  return <canvas ref={canvas} className={css.picture} role="img" aria-label="Code for the new phone's camera" />;
}
