// A rescue package as a series of QR codes, each a line of text:
//
//   AISLE1.3.12.9E107D9D.MFRGG43BNR...
//          |  |  |        base32 of this part (RFC 4648, no padding)
//          |  |  CRC-32 of the whole package, which also keeps two packages apart
//          |  of how many
//          this part, from 1
//
// Capital letters, digits and points: QR's own alphanumeric set, 5.5 bits a character, and what a scanner that types can type.
// Base45 would save 6 % of the codes; its spaces and percent signs do not come through keyboards and trimming.

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const LINE = /^AISLE1\.(\d{1,4})\.(\d{1,4})\.([0-9A-F]{8})\.([A-Z2-7]+)$/;

/**
 * Bytes in one code. With level M that is a code of version 16, 81 modules wide: measured with the app's own reader
 * (apps/associate/src/rescue/codes-in-camera.test.ts), it reads small, slanted, soft and grey.
 */
export const CODE_BYTES = 390;

type Bytes = Uint8Array<ArrayBuffer>;

/** The parts of one package that were read so far. */
export type ReadCodes = {
  readonly checksum: string;
  readonly count: number;
  readonly partByNumber: ReadonlyMap<number, string>;
};

export function codesOf(bytes: Bytes): readonly string[] {
  const count = Math.max(1, Math.ceil(bytes.length / CODE_BYTES));
  const checksum = crc32(bytes);
  return Array.from({ length: count }, (_, index) => {
    const part = bytes.subarray(index * CODE_BYTES, (index + 1) * CODE_BYTES);
    return `AISLE1.${index + 1}.${count}.${checksum}.${toBase32(part)}`;
  });
}

/** Puts one more code beside those read; null when the text is no part of a package. Another package's part begins anew. */
export function readRescueCode(before: ReadCodes | null, text: string): ReadCodes | null {
  const [, number = "", of = "", checksum = "", part = ""] = LINE.exec(text.trim()) ?? [];
  const [at, count] = [Number(number), Number(of)];
  if (at < 1 || at > count) return null;
  const isSame = before?.checksum === checksum && before.count === count;
  return { checksum, count, partByNumber: new Map([...(isSame ? before.partByNumber : []), [at, part]]) };
}

/** The numbers still to be read, in order. */
export function missingCodes({ count, partByNumber }: ReadCodes): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1).filter((number) => !partByNumber.has(number));
}

/** The package, once every part was read; null before, and when the parts do not fit together. */
export function joinCodes(read: ReadCodes): Bytes | null {
  if (missingCodes(read).length > 0) return null;
  const parts = Array.from({ length: read.count }, (_, index) => fromBase32(read.partByNumber.get(index + 1) ?? ""));
  const bytes = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return crc32(bytes) === read.checksum ? bytes : null;
}

function toBase32(bytes: Bytes): string {
  let text = "";
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += ALPHABET[(value >>> (bits - 5)) & 31];
  }
  return bits > 0 ? text + ALPHABET[(value << (5 - bits)) & 31] : text;
}

function fromBase32(text: string): Bytes {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let bits = 0;
  let value = 0;
  let at = 0;
  for (const letter of text) {
    value = ((value << 5) | ALPHABET.indexOf(letter)) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (value >>> bits) & 255;
  }
  return bytes;
}

/** As in zip and PNG, eight capital hex digits. Finds misreads and mixed packages; forgery is the seal's business. */
function crc32(bytes: Bytes): string {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ((crc ^ 0xffffffff) >>> 0).toString(16).toUpperCase().padStart(8, "0");
}
