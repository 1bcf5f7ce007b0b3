// What no phone ever sends, and no program should have to hold: looked for before anything is parsed, so that what parses and
// hashes may recurse, and an error about it stays short.

const MAX_DEPTH = 32;
const MAX_ENTRIES = 1000;
const MAX_VALUES = 20_000;

/** Where a value goes beyond what head office takes, as a path such as `lines.0.sku`, and how. */
export type BeyondBounds = { readonly where: string; readonly why: string };

/**
 * The first place where `value`, as JSON.parse made it, is nested too deep, holds too much, or holds text that no database can:
 * NUL, or half of a surrogate pair. Null when it is within bounds. Never recurses.
 */
export function beyondBounds(value: unknown): BeyondBounds | null {
  const open: { readonly value: unknown; readonly path: readonly string[] }[] = [{ value, path: [] }];
  let values = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { value: each, path } = next;
    const beyond = (why: string) => ({ where: whereOf(path), why });
    values++;
    if (values > MAX_VALUES) return beyond("holds too many values");
    if (typeof each === "string" && !isStorable(each)) return beyond("text holds a character that cannot be stored");
    if (each === null || typeof each !== "object") continue;
    if (path.length >= MAX_DEPTH) return beyond("is nested too deep");
    const count = Array.isArray(each) ? each.length : Object.keys(each).length;
    if (count > MAX_ENTRIES) return beyond("holds too many entries");
    for (const [key, inner] of Object.entries(each)) {
      if (!isStorable(key) || key === "__proto__") return beyond("has a name that cannot be stored");
      open.push({ value: inner, path: [...path, key] });
    }
  }
  return null;
}

/** A path as a refusal may name it: short, and storable whatever a phone chose as a name. */
export function whereOf(path: readonly PropertyKey[]): string {
  return path.slice(0, 8).map(String).join(".").replaceAll("\u0000", "").slice(0, 100).toWellFormed();
}

function isStorable(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}
