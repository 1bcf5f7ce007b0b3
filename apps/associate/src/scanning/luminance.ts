/** A picture in grey: one byte for each pixel, row after row. */
export type Luminance = { readonly width: number; readonly height: number; readonly pixels: Uint8ClampedArray<ArrayBuffer> };

/** A canvas's pixels as grey (ITU-R BT.601 weights, in 256ths). */
export function toLuminance(image: ImageData): Luminance {
  const { width, height, data } = image;
  const pixels = new Uint8ClampedArray(width * height);
  for (let at = 0, from = 0; at < pixels.length; at += 1, from += 4) {
    pixels[at] = ((data[from] ?? 0) * 77 + (data[from + 1] ?? 0) * 150 + (data[from + 2] ?? 0) * 29) >> 8;
  }
  return { width, height, pixels };
}

/** Lifts each pixel away from its neighbours two steps off: brings back thin bars that a soft lens has run together. */
export function sharpened({ width, height, pixels }: Luminance): Luminance {
  const sharp = new Uint8ClampedArray(pixels.length);
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    const above = Math.max(0, y - 2) * width;
    const below = Math.min(height - 1, y + 2) * width;
    for (let x = 0; x < width; x += 1) {
      const left = pixels[row + Math.max(0, x - 2)] ?? 0;
      const right = pixels[row + Math.min(width - 1, x + 2)] ?? 0;
      const around = (left + right + (pixels[above + x] ?? 0) + (pixels[below + x] ?? 0)) / 4;
      const own = pixels[row + x] ?? 0;
      sharp[row + x] = own + 1.5 * (own - around);
    }
  }
  return { width, height, pixels: sharp };
}

/** Twice as wide and high, interpolated: bars of little more than a pixel become readable. */
export function doubled(picture: Luminance): Luminance {
  const width = picture.width * 2;
  const height = picture.height * 2;
  return resampled(picture, width, height, (x, y) => [(x + 0.5) / 2 - 0.5, (y + 0.5) / 2 - 0.5]);
}

/** Turned clockwise around its middle, in the same frame; what comes into view at the corners is white. */
export function turned(picture: Luminance, degrees: number): Luminance {
  const { width, height } = picture;
  return resampled(picture, width, height, (x, y) => turnedPoint({ x, y }, -degrees, picture));
}

/** Where a point of a picture goes when the picture is turned clockwise by `degrees` around its middle. */
export function turnedPoint(
  { x, y }: { readonly x: number; readonly y: number },
  degrees: number,
  { width, height }: { readonly width: number; readonly height: number },
): [number, number] {
  const angle = (degrees * Math.PI) / 180;
  const [dx, dy] = [x - width / 2, y - height / 2];
  return [width / 2 + dx * Math.cos(angle) - dy * Math.sin(angle), height / 2 + dx * Math.sin(angle) + dy * Math.cos(angle)];
}

/** Grey as the four-byte pixels that the decoder takes. */
export function toImageData({ width, height, pixels }: Luminance): ImageData {
  const data = new Uint8ClampedArray(pixels.length * 4);
  const words = new Uint32Array(data.buffer);
  // Three equal bytes and full opacity: the byte order of the machine makes no difference to a grey.
  for (let at = 0; at < pixels.length; at += 1) words[at] = (pixels[at] ?? 0) * 0x00010101 + 0xff000000;
  return new ImageData(data, width, height);
}

function resampled(
  { width, height, pixels }: Luminance,
  newWidth: number,
  newHeight: number,
  source: (x: number, y: number) => readonly [number, number],
): Luminance {
  const result = new Uint8ClampedArray(newWidth * newHeight);
  for (let y = 0; y < newHeight; y += 1) {
    for (let x = 0; x < newWidth; x += 1) {
      const [fromX, fromY] = source(x, y);
      const isOutside = fromX < -1 || fromY < -1 || fromX > width || fromY > height;
      result[y * newWidth + x] = isOutside ? 255 : interpolated(fromX, fromY);
    }
  }
  return { width: newWidth, height: newHeight, pixels: result };

  function interpolated(x: number, y: number): number {
    const left = Math.min(width - 1, Math.max(0, Math.floor(x)));
    const top = Math.min(height - 1, Math.max(0, Math.floor(y)));
    const right = Math.min(width - 1, left + 1);
    const bottom = Math.min(height - 1, top + 1);
    const across = Math.min(1, Math.max(0, x - left));
    const down = Math.min(1, Math.max(0, y - top));
    const upper = (pixels[top * width + left] ?? 0) * (1 - across) + (pixels[top * width + right] ?? 0) * across;
    const lower = (pixels[bottom * width + left] ?? 0) * (1 - across) + (pixels[bottom * width + right] ?? 0) * across;
    return upper * (1 - down) + lower * down;
  }
}
