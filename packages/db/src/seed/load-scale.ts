import type { Style } from "@aisle/domain";
import { CUTS } from "./demo-item-words.ts";
import { createStyleMaker, inventStyleName } from "./demo-items.ts";
import { coloursOf } from "./demo-palette.ts";
import { SHAPES } from "./demo-shapes.ts";
import { sizesOf } from "./demo-sizes.ts";
import { createSeeded } from "./seeded.ts";

/**
 * Yields `styles` styles of exactly `variantsPerStyle` variants, one at a time, for measuring at a department store's size:
 * 12,500 styles of 8 are 100,000 SKUs. No brand and title pair, SKU, handle or GTIN repeats.
 */
export function* buildScaleCatalogue(options: {
  readonly styles: number;
  readonly variantsPerStyle: number;
  readonly seed: number;
}): Generator<Style, void, undefined> {
  const random = createSeeded(options.seed, "scale");
  const make = createStyleMaker(random);
  // One-size styles would need more colours than there are to reach a fixed number of variants.
  const shapes = SHAPES.filter(
    (shape) => sizesOf(shape.run).length * coloursOf(shape.palette).length >= options.variantsPerStyle,
  );
  const taken = new Set<string>();
  let made = 0;
  while (made < options.styles) {
    const shape = random.pick(shapes);
    const name = inventStyleName({ random, shape, taken, cut: () => (random.chance(0.5) ? random.pick(CUTS) : "") });
    const colours = random.some(coloursOf(shape.palette), Math.ceil(options.variantsPerStyle / sizesOf(shape.run).length));
    made += 1;
    yield make({ ...name, shape, colours, variants: options.variantsPerStyle });
  }
}
