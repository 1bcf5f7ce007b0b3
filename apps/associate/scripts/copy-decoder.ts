import { cpSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Puts the barcode engine where the phone looks for it: `<targetFolder>/decoder/zxing_reader.wasm`. Returns the file's path. */
export function copyDecoder(targetFolder: string): string {
  const engine = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
  const target = join(targetFolder, "decoder", "zxing_reader.wasm");
  mkdirSync(dirname(target), { recursive: true });
  cpSync(engine, target);
  return target;
}
