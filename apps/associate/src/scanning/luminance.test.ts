import { expect, it } from "vitest";
import { doubled, type Luminance, sharpened, turned } from "./luminance.ts";
import { ALL_VIEWS, backToPicture, look, viewsOfFrame } from "./views.ts";

/** White with one black pixel in it. */
function dot(width: number, height: number, x: number, y: number): Luminance {
  const pixels = new Uint8ClampedArray(width * height).fill(255);
  pixels[y * width + x] = 0;
  return { width, height, pixels };
}

function darkest({ width, pixels }: Luminance): { x: number; y: number } {
  const at = pixels.indexOf(Math.min(...pixels));
  return { x: at % width, y: Math.floor(at / width) };
}

it("leads a point of every view back to where it is in the picture", () => {
  const picture = dot(81, 61, 60, 20);
  for (const view of ALL_VIEWS) {
    const found = backToPicture(darkest(look(picture, view)), view, picture);
    expect(Math.hypot(found.x - 60, found.y - 20), view).toBeLessThan(1.5);
  }
});

it("deepens a thin bar against what is around it", () => {
  const grey: Luminance = { ...dot(9, 9, 4, 4), pixels: new Uint8ClampedArray(81).fill(160) };
  grey.pixels[40] = 120;
  expect(sharpened(grey).pixels[40]).toBe(60);
});

it("doubles every side and fills what a turn brings into view with white", () => {
  const black: Luminance = { width: 40, height: 20, pixels: new Uint8ClampedArray(800) };
  expect(doubled(black)).toMatchObject({ width: 80, height: 40 });
  expect(turned(black, 90).pixels[0]).toBe(255);
  expect(turned(black, 90).pixels[10 * 40 + 20]).toBe(0);
});

it("looks at each frame of a camera in two views, and in every view within four frames", () => {
  const seen = [0, 1, 2, 3].map(viewsOfFrame);
  expect(seen.every((views) => views.length === 2 && views[0] === "as-is")).toBe(true);
  expect(new Set(seen.flat())).toEqual(new Set(ALL_VIEWS));
});
