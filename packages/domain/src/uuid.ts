/**
 * Builds a UUIDv7 (RFC 9562, 5.7) from a time and 10 random bytes.
 * The caller brings both, so that rules and tests stay free of clocks and chance.
 */
export function uuidv7(epochMs: number, random: Uint8Array): string {
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, "0");
  const time = hex(epochMs, 12);
  const byte = (index: number) => random[index] ?? 0;
  const tail = Array.from(random.subarray(4, 10), (value) => hex(value, 2)).join("");
  const version = hex(0x7000 | ((byte(0) & 0x0f) << 8) | byte(1), 4);
  const variant = hex(0x8000 | ((byte(2) & 0x3f) << 8) | byte(3), 4);
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${tail}`;
}
