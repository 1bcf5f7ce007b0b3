import { doubled, type Luminance, sharpened, turned, turnedPoint } from "./luminance.ts";

/** One way to look at a picture. Two views share the picture but not its sampling, so they rarely share a misread. */
export type View = "as-is" | "sharpened" | "doubled" | "doubled-sharpened" | "turned";

export type Point = { readonly x: number; readonly y: number };

/** Cheap ones first: most pictures need no more than the first two. */
export const ALL_VIEWS: readonly View[] = ["as-is", "sharpened", "doubled", "doubled-sharpened", "turned"];

const TURN_DEGREES = 12;

/** Two views for each frame of a camera: every frame looks as it is, and then in another way, by turns. */
export function viewsOfFrame(turn: number): readonly View[] {
  const others = ALL_VIEWS.slice(1);
  return ["as-is", others[turn % others.length] ?? "sharpened"];
}

export function look(picture: Luminance, view: View): Luminance {
  switch (view) {
    case "as-is":
      return picture;
    case "sharpened":
      return sharpened(picture);
    case "doubled":
      return doubled(picture);
    case "doubled-sharpened":
      return sharpened(doubled(picture));
    case "turned":
      return turned(picture, TURN_DEGREES);
  }
}

/** A point seen in a view, in the picture's own pixels. */
export function backToPicture(point: Point, view: View, picture: Luminance): Point {
  if (view === "doubled" || view === "doubled-sharpened") return { x: point.x / 2, y: point.y / 2 };
  if (view !== "turned") return point;
  const [x, y] = turnedPoint(point, -TURN_DEGREES, picture);
  return { x, y };
}
