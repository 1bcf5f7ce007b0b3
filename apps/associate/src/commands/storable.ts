/**
 * `value` without what no database can hold, in any text it has: NUL is left out, half a surrogate pair becomes U+FFFD. Both come
 * with text pasted from odd places, and must cost the person neither the tap nor the words around them.
 */
export function storable<Value>(value: Value): Value {
  // Boundary: the copy has the shape of what it was made from, which TypeScript cannot follow through the parts.
  return cleaned(value) as Value;
}

function cleaned(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("\u0000", "").toWellFormed();
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cleaned(part)]));
}
