import { describe, expect, it } from "vitest";
import { drawingFor, shapes } from "./drawings.ts";

describe("drawings", () => {
  it("has one for every shape a catalogue may name", () => {
    const named =
      "coat jacket blazer puffer sweater cardigan shirt blouse tee dress skirt trousers jeans shorts suit boot loafer sneaker heel sandal bag tote scarf hat belt watch sunglasses gloves jewellery swim";
    expect([...shapes].sort()).toEqual(named.split(" ").sort());
    for (const shape of shapes) expect(drawingFor(`drawn:${shape}`)?.length).toBeGreaterThan(1);
  });

  it("has none for anything else", () => {
    for (const image of ["drawn:zorp", "drawn:constructor", "coat", "/photos/coat.jpg", "drawn:coat.png", ""])
      expect(drawingFor(image)).toBeUndefined();
  });

  it("stays on its canvas of 120 by 150", () => {
    for (const shape of shapes)
      for (const part of drawingFor(`drawn:${shape}`) ?? [])
        for (const [, x, y] of part.d.matchAll(/[ML]([\d.]+) ([\d.]+)/g)) {
          expect([shape, Number(x) <= 120, Number(y) <= 150]).toEqual([shape, true, true]);
        }
  });
});
