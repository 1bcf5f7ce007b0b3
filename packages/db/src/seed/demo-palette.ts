/** Colour names as a shop writes them, each with the three letters that stand for it inside a SKU. */
const PALETTES = {
  cloth:
    "Camel CAM|Navy NVY|Ivory IVO|Forest FOR|Black BLK|Charcoal CHR|Oatmeal OAT|Burgundy BUR|Olive OLV|Rust RST|Dusty Rose ROS|Slate Blue SLB|Sage SAG|Chocolate CHO|Heather Grey HGR|Mustard MUS|Plum PLM|Ink INK|Stone STN|Sky SKY|White WHT|Coral COR|Teal TEA|Butter BTR",
  leather: "Black BLK|Cognac COG|Chocolate CHO|Oxblood OXB|Tan TAN|Bone BON|Navy NVY|Taupe TPE",
  denim: "Indigo IND|Rinse RIN|Light Wash LTW|Mid Wash MDW|Washed Black WBK|Ecru ECR",
  metal: "Gold GLD|Silver SLV|Rose Gold RGD|Gunmetal GUN",
  frame: "Tortoise TOR|Black BLK|Honey HON|Crystal CRY|Gold GLD",
} as const satisfies Record<string, string>;

export type Palette = keyof typeof PALETTES;
export type Colour = { readonly name: string; readonly code: string };

export function coloursOf(palette: Palette): readonly Colour[] {
  return PARSED[palette];
}

/** The colour of that name, whatever palette it belongs to; a name outside the palettes is a fault in the caller. */
export function colourNamed(name: string): Colour {
  const colour = Object.values(PARSED)
    .flat()
    .find((candidate) => candidate.name === name);
  if (!colour) throw new Error(`no colour is called ${name}`);
  return colour;
}

const parse = (list: string): Colour[] => list.split("|").map((entry) => ({ name: entry.slice(0, -4), code: entry.slice(-3) }));
const PARSED: Record<Palette, readonly Colour[]> = {
  cloth: parse(PALETTES.cloth),
  leather: parse(PALETTES.leather),
  denim: parse(PALETTES.denim),
  metal: parse(PALETTES.metal),
  frame: parse(PALETTES.frame),
};
