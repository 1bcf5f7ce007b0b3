import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createSeededRandom } from "@aisle/domain/testing";
import { codesOf } from "@aisle/protocol";
import encodeQR from "qr";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDecoder } from "../scanning/decoder.ts";
import { viewsOfFrame } from "../scanning/views.ts";

// What the camera loop needs from a browser, for the engine in Node.
class Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data;
    this.width = width;
    this.height = height;
  }
}

const ENGINE = "file:///zxing_reader.wasm";
const outside = { fetch: globalThis.fetch, ImageData: globalThis.ImageData };
const random = createSeededRandom(1901);

beforeAll(() => {
  const engine = readFileSync(createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm"));
  const headers = { "content-type": "application/wasm" };
  Object.assign(globalThis, { fetch: async () => new Response(engine, { headers }), ImageData: Pixels });
});
afterAll(() => Object.assign(globalThis, outside));

const WIDTH = 720;
const HEIGHT = 1280;
type Camera = { readonly share: number; readonly slantDegrees: number; readonly softness: number; readonly noise: number };

/** A code as a 720p camera sees it on a phone held upright: `share` of the picture's width, slanted, soft, grey, noisy. */
function seen(code: string, { share, slantDegrees, softness, noise }: Camera): ImageData {
  const modules = encodeQR(code, "raw", { ecc: "medium", encoding: "alphanumeric", border: 4 });
  const size = (WIDTH * share) / modules.length;
  const angle = (slantDegrees * Math.PI) / 180;
  const lightAt = (x: number, y: number) => {
    const [dx, dy] = [x - WIDTH / 2, y - HEIGHT / 2];
    const column = Math.floor((dx * Math.cos(angle) + dy * Math.sin(angle)) / size + modules.length / 2);
    const row = Math.floor((dy * Math.cos(angle) - dx * Math.sin(angle)) / size + modules.length / 2);
    return modules[row]?.[column] ? 60 : 215;
  };
  const data = new Uint8ClampedArray(WIDTH * HEIGHT * 4).fill(255);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      // Light from four points around the pixel, further apart the softer the lens.
      const around = [-softness, softness].flatMap((dy) => [-softness, softness].map((dx) => lightAt(x + dx, y + dy)));
      const light = around.reduce((sum, each) => sum + each, 0) / 4 + (random.next() - 0.5) * noise;
      data.fill(light, (y * WIDTH + x) * 4, (y * WIDTH + x) * 4 + 3);
    }
  }
  // Boundary: the decoder reads these three fields only.
  return new Pixels(data, WIDTH, HEIGHT) as unknown as ImageData;
}

test.each<Camera>([
  { share: 0.9, slantDegrees: 0, softness: 0.5, noise: 20 },
  { share: 0.7, slantDegrees: 9, softness: 1, noise: 40 },
  { share: 0.55, slantDegrees: -14, softness: 1.2, noise: 40 },
])(
  "the app's own reader reads a full code that fills $share of the picture, slanted by $slantDegrees degrees",
  async (camera) => {
    const decoder = createDecoder(ENGINE);
    const [code = ""] = codesOf(Uint8Array.from(random.bytes(5000)));
    const scans = await decoder.read(seen(code, camera), viewsOfFrame(0));
    expect(scans.map(({ raw }) => raw)).toEqual([code]);
  },
);
