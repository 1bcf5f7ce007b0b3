import { closeSync, openSync, writeSync } from "node:fs";
import { expect, type Page } from "@playwright/test";

const WIDTH = 640;
const HEIGHT = 960;
/** Frames a second, as slowly as a hurried camera in poor light. */
const PACE = 5;

/**
 * Films the codes on a phone's screen as another phone's camera would see them: the whole screen, small, slanted, out of focus
 * and grey. Goes on until every code was in the picture. Answers how many codes there were.
 */
export async function filmCodes(page: Page, file: string): Promise<number> {
  const line = page.getByText(/^Code \d+ of \d+$/);
  await expect(line).toBeVisible();
  const count = Number(/of (\d+)$/.exec(await line.innerText())?.[1]);
  const seen = new Set<string>();
  const film = openSync(file, "w");
  writeSync(film, `YUV4MPEG2 W${WIDTH} H${HEIGHT} F${PACE}:1 Ip A1:1 C420jpeg\n`);
  const colourless = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);
  try {
    await expect(async () => {
      const before = await line.innerText();
      const screen = (await page.screenshot()).toString("base64");
      const after = await line.innerText();
      const frame = await page.evaluate(asSeen, { screen, width: WIDTH, height: HEIGHT });
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
async function asSeen({ screen, width, height }: { screen: string; width: number; height: number }): Promise<string> {
  const bytes = Uint8Array.from(atob(screen), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser draws nothing");
  context.fillStyle = "#555";
  context.fillRect(0, 0, width, height);
  context.filter = "blur(0.8px) contrast(0.75)";
  context.translate(width / 2, height / 2);
  context.rotate(0.06);
  context.scale(0.95 * (width / picture.width), 0.9 * (width / picture.width));
  context.drawImage(picture, -picture.width / 2, -picture.height / 2);
  const { data } = context.getImageData(0, 0, width, height);
  let grey = "";
  for (let at = 0; at < data.length; at += 4) {
    const light = ((data[at] ?? 0) * 77 + (data[at + 1] ?? 0) * 150 + (data[at + 2] ?? 0) * 29) >> 8;
    grey += String.fromCharCode(light);
  }
  return btoa(grey);
}
