import { Sku, type Style, StyleId, type Variant } from "@aisle/domain";
import { BRANDS, type Brand, brandNamed } from "./demo-brands.ts";
import { demoGtin } from "./demo-gtin.ts";
import { CARE, DETAILS, SEASONS } from "./demo-item-words.ts";
import { NAMED_ITEMS } from "./demo-named-items.ts";
import { type Colour, colourNamed, coloursOf } from "./demo-palette.ts";
import { SHAPES, type Shape } from "./demo-shapes.ts";
import { sizeCode, sizesOf } from "./demo-sizes.ts";
import { createSeeded, type Seeded } from "./seeded.ts";

/** The chain's range: 1,200 styles, the ones the stories name first. */
export function buildItems(seed: number): Style[] {
  const random = createSeeded(seed, "items");
  const make = createStyleMaker(random);
  const named = NAMED_ITEMS.map((item) => {
    const shape = SHAPES.find(
      (line) => line.shape === item.shape && line.category === item.category && line.department === item.department,
    );
    if (!shape) throw new Error(`no line of the range plan takes ${item.title}`);
    const style = make({
      shape,
      brand: brandNamed(item.brand),
      title: item.title,
      noun: item.code,
      priceMinor: item.priceMinor,
      colours: item.colours.map(colourNamed),
      fabric: item.title.split(" ")[0] ?? "",
    });
    return { shape, style: { ...style, description: item.description } };
  });

  const titles = new Set(named.map(({ style }) => `${style.brand} ${style.title}`));
  const invented = SHAPES.flatMap((shape) => {
    const free = shape.styles - named.filter((entry) => entry.shape === shape).length;
    return Array.from({ length: free }, () => {
      const name = inventStyleName({ random, shape, taken: titles });
      return make({ ...name, shape, colours: random.some(coloursOf(shape.palette), random.between(...shape.colours)) });
    });
  });
  return [...named.map(({ style }) => style), ...invented];
}

export type StyleName = {
  readonly brand: Brand;
  readonly title: string;
  readonly fabric: string;
  /** What the SKU's word is taken from. */
  readonly noun: string;
};

/** A brand and a title that `taken` does not hold yet; adds them to it. `cut` opens the title unless it is empty. */
export function inventStyleName(options: { random: Seeded; shape: Shape; taken: Set<string>; cut?: () => string }): StyleName {
  const { random, shape, taken } = options;
  for (;;) {
    const brand = random.pick(BRANDS);
    const fabric = random.pick(shape.fabrics);
    const noun = random.pick(shape.nouns);
    const title = [options.cut?.() ?? "", fabric, noun].filter(Boolean).join(" ");
    if (taken.has(`${brand.name} ${title}`)) continue;
    taken.add(`${brand.name} ${title}`);
    return { brand, title, fabric, noun };
  }
}

export type StyleRequest = StyleName & {
  readonly shape: Shape;
  readonly colours: readonly Colour[];
  readonly priceMinor?: number;
  /** Keep only the first so many colour and size pairs. */
  readonly variants?: number;
};

/** Makes whole styles out of names. Handles, SKUs, ordinals and GTINs never repeat within one maker. */
export function createStyleMaker(random: Seeded): (request: StyleRequest) => Style {
  const handles = new Set<string>();
  const codes = new Set<string>();
  let nextOrdinal = 0;
  let styleNumber = 400_117;

  const unused = (taken: Set<string>, wanted: string) => {
    let name = wanted;
    for (let next = 2; taken.has(name); next += 1) name = `${wanted}${next}`;
    taken.add(name);
    return name;
  };
  const codeFor = (request: StyleRequest) => {
    if (request.brand.code === null) {
      styleNumber += random.between(1, 29);
      return String(styleNumber);
    }
    const word = asciiLetters(request.noun).split(/[ -]/)[0] ?? "";
    return unused(codes, `${request.brand.code}-${word.slice(0, 7).toUpperCase()}`);
  };

  return (request) => {
    const { shape, brand, title } = request;
    const handle = handles.has(slug(title)) ? unused(handles, slug(`${brand.name} ${title}`)) : unused(handles, slug(title));
    const code = codeFor(request);
    const priceMinor = request.priceMinor ?? inventPrice(random, shape, brand);
    const pairs = request.colours.flatMap((colour) => sizesOf(shape.run).map((size) => ({ colour, size })));
    const variants = pairs.slice(0, request.variants ?? pairs.length).map(({ colour, size }): Variant => {
      const ordinal = nextOrdinal;
      nextOrdinal += 1;
      return {
        sku: Sku.parse(`${code}-${colour.code}-${sizeCode(shape.run, size)}`),
        ordinal,
        gtin14: demoGtin(ordinal),
        optionValues: [colour.name, size],
        priceMinor,
      };
    });
    const season = random.pick(SEASONS);
    return {
      styleId: StyleId.parse(handle),
      brand: brand.name,
      title,
      department: shape.department,
      category: shape.category,
      description: describe(random, request),
      tags: [
        ...new Set([shape.shape, shape.kind, request.fabric.toLowerCase(), season, ...(random.chance(0.15) ? ["new in"] : [])]),
      ],
      image: `drawn:${shape.shape}`,
      currency: "USD",
      optionNames: ["Colour", "Size"],
      variants,
    };
  };
}

function describe(random: Seeded, { shape, title }: StyleRequest): string {
  const opening = /(s|es)$/i.test(title) && !/(dress|sunglass)$/i.test(title) ? title : `A ${title.toLowerCase()}`;
  const sentence = `${opening} ${random.pick(DETAILS[shape.kind])}.`.replace(/^A ([aeiou])/, "An $1");
  return random.chance(0.6) ? `${sentence} ${random.pick(CARE[shape.kind])}` : sentence;
}

/** Within the shape's range, more often low than high, and ending like a price tag: 0, 5 or 8 dollars. */
function inventPrice(random: Seeded, shape: Shape, brand: Brand): number {
  const [low, high] = shape.price;
  const dollars = (low + (high - low) * random.next() ** 1.5) * brand.tier;
  return (Math.max(1, Math.round(dollars / 10)) * 10 + random.pick([-2, -2, 0, 5])) * 100;
}

function slug(text: string): string {
  return asciiLetters(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function asciiLetters(text: string): string {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f']/g, "")
    .replaceAll("ø", "o");
}
