import { isUtf8 } from "node:buffer";
import { closeSync, createReadStream, openSync, readSync, statSync } from "node:fs";
import { createGunzip, gunzipSync } from "node:zlib";
import { ImportFault } from "./import-fault.ts";

export type OpenedFile = {
  /** Bytes on the disk, packed or not. */
  readonly size: number;
  readonly modifiedAtMs: number;
  /** The first 64 kB, unpacked. */
  readonly head: Buffer;
  /** How many bytes of `size` were read so far. */
  readonly readSoFar: () => number;
  /** Unpacked and proved to be UTF-8 as they pass. Throws ImportFault where they are not. */
  readonly bytes: () => AsyncGenerator<Buffer>;
};

const HEAD_BYTES = 65_536;
/** A packed head inflates at most about a thousandfold; this is enough for any real one. */
const HEAD_LIMIT = 64 * 1024 * 1024;

/** Opens a CSV file, packed with gzip or not (told by its first bytes, not its name). Throws ImportFault. */
export function openFile(path: string): OpenedFile {
  const { head: raw, size, modifiedAtMs } = readHead(path);
  const isPacked = raw[0] === 0x1f && raw[1] === 0x8b;
  let readSoFar = 0;
  return {
    size,
    modifiedAtMs,
    head: isPacked ? unpackHead(raw) : raw,
    readSoFar: () => readSoFar,
    bytes: () => {
      const source = createReadStream(path);
      source.on("data", (chunk) => {
        readSoFar += chunk.length;
      });
      return utf8Only(isPacked ? unpacked(source) : source);
    },
  };
}

function readHead(path: string): { head: Buffer; size: number; modifiedAtMs: number } {
  let opened: number | undefined;
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) throw new ImportFault("AIS-IMP-001", `${path} is a folder`, "Name one file in it.");
    opened = openSync(path, "r");
    const head = Buffer.alloc(Math.min(HEAD_BYTES, Math.max(stat.size, 1)));
    const length = readSync(opened, head, 0, head.length, 0);
    return { head: head.subarray(0, length), size: stat.size, modifiedAtMs: stat.mtimeMs };
  } catch (fault) {
    if (fault instanceof ImportFault) throw fault;
    const code = fault instanceof Error && "code" in fault ? fault.code : undefined;
    if (code === "ENOENT") throw new ImportFault("AIS-IMP-001", `there is no file ${path}`, "Check the name and the folder.");
    if (code === "EACCES" || code === "EPERM") {
      throw new ImportFault("AIS-IMP-001", `${path} may not be read`, "Give this account the right to read it.");
    }
    throw new ImportFault("AIS-IMP-001", `${path}: ${String(code ?? fault)}`, "Check the name and the folder.");
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

function unpackHead(raw: Buffer): Buffer {
  try {
    // The head of a longer file ends mid-stream: SYNC_FLUSH takes what there is.
    return gunzipSync(raw, { finishFlush: 2, maxOutputLength: HEAD_LIMIT }).subarray(0, HEAD_BYTES);
  } catch {
    throw brokenGzip();
  }
}

async function* unpacked(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  const feeding = (async () => {
    for await (const chunk of source) {
      if (!gunzip.write(chunk)) await new Promise((resolve) => gunzip.once("drain", resolve));
    }
    gunzip.end();
  })();
  feeding.catch((fault: Error) => gunzip.destroy(fault));
  try {
    for await (const chunk of gunzip) yield chunk;
    await feeding;
  } catch {
    throw brokenGzip();
  }
}

function brokenGzip(): ImportFault {
  return new ImportFault("AIS-IMP-002", "its gzip packing is damaged or cut off", "Copy or export it again.");
}

/** Passes bytes on; a character cut by the border of two chunks is judged with the second. */
async function* utf8Only(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let carried = Buffer.alloc(0);
  let line = 1;
  for await (const chunk of source) {
    const bytes = carried.length ? Buffer.concat([carried, chunk]) : chunk;
    const whole = bytes.subarray(0, bytes.length - cutCharacterBytes(bytes));
    if (!isUtf8(whole)) throw notUtf8(whole, line);
    carried = Buffer.from(bytes.subarray(whole.length));
    line += countLines(whole);
    yield whole;
  }
  if (carried.length) throw notUtf8(carried, line);
}

/** How many bytes at the end begin a character that is not complete: 0 to 3. */
function cutCharacterBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needs > back ? back : 0;
  }
  return 0;
}

function notUtf8(bytes: Buffer, lineBefore: number): ImportFault {
  let line = lineBefore;
  let from = 0;
  for (;;) {
    const end = bytes.indexOf(10, from);
    if (end < 0 || !isUtf8(bytes.subarray(from, end))) break;
    line += 1;
    from = end + 1;
  }
  const hint = 'It is probably Windows-1252, as Excel\'s plain "CSV" is: save it as "CSV UTF-8" and import that.';
  return new ImportFault("AIS-IMP-004", `line ${line} holds bytes that no UTF-8 text has`, hint);
}

function countLines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}
