/** What a part of a drawing is made of; `product-picture.module.css` gives each its colour, most of them from the garment's own. */
export type Material =
  | "body"
  | "back"
  | "shade"
  | "paper"
  | "metal"
  | "lens"
  | "line"
  | "stitch"
  | "cord"
  | "strap"
  | "chain"
  | "shadow";

/** One part of a drawing on a canvas 120 wide and 150 high, later parts over earlier ones. */
export type Part = { readonly material: Material; readonly d: string; readonly isMirrored: boolean };

export type Drawing = readonly Part[];

/** A part drawn once. */
export function whole(material: Material, d: string): Part {
  return { material, d, isMirrored: false };
}

/** A part of the left side, drawn again mirrored at x = 60. Left open at the middle so that no seam shows there. */
export function half(material: Material, d: string): Part {
  return { material, d, isMirrored: true };
}
