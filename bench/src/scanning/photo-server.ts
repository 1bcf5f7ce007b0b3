import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { build } from "esbuild";

const SCANNING = resolve(import.meta.dirname, "../../../apps/associate/src/scanning");

export type PhotoServer = { readonly origin: string; readonly close: () => Promise<void> };

/** Serves one page with the app's own decoder in it, its engine and the photos, on a loopback port. */
export async function startPhotoServer(folder: string): Promise<PhotoServer> {
  const bundle = await decoderBundle();
  const engine = readFileSync(createRequire(join(SCANNING, "decoder.ts")).resolve("zxing-wasm/reader/zxing_reader.wasm"));
  const fixed = new Map<string, readonly [string, string | Buffer]>([
    ["/", ["text/html", '<!doctype html><title>Photos</title><script src="/decoder.js"></script>']],
    ["/decoder.js", ["text/javascript", bundle]],
    ["/decoder/zxing_reader.wasm", ["application/wasm", engine]],
  ]);

  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const known = fixed.get(path);
    const file = path.startsWith("/photos/") ? resolve(folder, path.slice("/photos/".length)) : undefined;
    if (known !== undefined) response.setHeader("content-type", known[0]).end(known[1]);
    else if (file?.startsWith(resolve(folder)) && existsSync(file)) response.end(readFileSync(file));
    else response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  // A TCP server that listens has an address of this form; only a pipe has a string.
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}

/** The app's decoder as one script that sets `window.decodePhoto(url)`. */
async function decoderBundle(): Promise<string> {
  const contents = `
    import { createDecoder, DECODER_URL } from "./decoder.ts";
    import { ALL_VIEWS } from "./views.ts";
    const decoder = createDecoder(DECODER_URL);
    window.decodePhoto = async (url) => {
      const bitmap = await createImageBitmap(await (await fetch(url)).blob());
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d", { willReadFrequently: true });
      context.fillStyle = "white";
      context.fillRect(0, 0, bitmap.width, bitmap.height);
      context.drawImage(bitmap, 0, 0);
      const image = context.getImageData(0, 0, bitmap.width, bitmap.height);
      await decoder.load();
      const startedAt = performance.now();
      const scans = await decoder.read(image, ALL_VIEWS);
      return { scans, ms: performance.now() - startedAt };
    };`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: SCANNING, loader: "js" },
    bundle: true,
    write: false,
    format: "iife",
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}
