import { closeSync, openSync, writeSync } from "node:fs";
import { expect, type Page } from "@playwright/test";

/** Chromium cuts a film to the shape the app asks its camera for: a square within it stays whole. */
const SIDE = 720;
/** Frames a second, as slowly as a hurried camera in poor light. */
const PACE = 5;

/**
 * Films the codes on a phone's screen as another phone's camera would see them: the screen, smaller, slanted, out of focus and
 * grey. Goes on until every code was in the picture. Answers how many codes there were.
 */
export async function filmCodes(page: Page, file: string): Promise<number> {
  const line = page.getByText(/^Code \d+ of \d+$/);
  await expect(line).toBeVisible();
  const count = Number(/of (\d+)$/.exec(await line.innerText())?.[1]);
  const seen = new Set<string>();
  const film = openSync(file, "w");
  writeSync(film, `YUV4MPEG2 W${SIDE} H${SIDE} F${PACE}:1 Ip A1:1 C420jpeg\n`);
  const colourless = Buffer.alloc((SIDE * SIDE) / 2, 128);
  try {
    await expect(async () => {
      const before = await line.innerText();
      const screen = (await page.screenshot()).toString("base64");
      const after = await line.innerText();
      const frame = await page.evaluate(asSeen, { screen, side: SIDE });
      writeSync(film, "FRAME\n");
      writeSync(film, Buffer.from(frame, "base64"));
      writeSync(film, colourless);
      // Turned while the picture was taken: which of the two is in it, nobody knows.
      if (before === after) seen.add(before);
      expect(seen.size).toBe(count);
    }).toPass({ timeout: 60_000, intervals: [0] });
  } finally {
    closeSync(film);
  }
  return count;
}

/** Runs in the page: the luminance of its own screen, as a camera two hands away has it. */
async function asSeen({ screen, side }: { screen: string; side: number }): Promise<string> {
  const bytes = Uint8Array.from(atob(screen), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const code = document.querySelector("canvas")?.getBoundingClientRect() ?? new DOMRect();
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser draws nothing");
  context.fillStyle = "#555";
  context.fillRect(0, 0, side, side);
  context.filter = "blur(0.8px) contrast(0.75)";
  context.translate(side / 2, side / 2);
  context.rotate(0.06);
  // Pixels of the screen to pixels of the film, a little flatter than it is.
  const scale = (0.75 * side) / (code.width * devicePixelRatio);
  context.scale(scale, scale * 0.96);
  context.translate(-(code.x + code.width / 2) * devicePixelRatio, -(code.y + code.height / 2) * devicePixelRatio);
  context.drawImage(picture, 0, 0);
  const { data } = context.getImageData(0, 0, side, side);
  let grey = "";
  for (let at = 0; at < data.length; at += 4) {
    const light = ((data[at] ?? 0) * 77 + (data[at + 1] ?? 0) * 150 + (data[at + 2] ?? 0) * 29) >> 8;
    grey += String.fromCharCode(light);
  }
  return btoa(grey);
}
