import { accessories } from "./accessories.ts";
import { bottomsAndShoes } from "./bottoms-and-shoes.ts";
import type { Drawing } from "./drawing.ts";
import { tops } from "./tops.ts";

const drawings = { ...tops, ...bottomsAndShoes, ...accessories };

export type Shape = keyof typeof drawings;

/** Every shape that can be named in `drawn:<shape>`. */
export const shapes = Object.keys(drawings) as readonly Shape[]; // Object.keys forgets the keys of a const object.

/** The drawing `drawn:coat` asks for, or nothing when there is none of that name. */
export function drawingFor(image: string): Drawing | undefined {
  const shape = /^drawn:([a-z]+)$/.exec(image)?.[1];
  return shape !== undefined && Object.hasOwn(drawings, shape) ? drawings[shape as Shape] : undefined; // hasOwn has just said so
}
