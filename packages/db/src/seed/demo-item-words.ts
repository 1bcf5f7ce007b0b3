import type { Kind } from "./demo-shapes.ts";

/** What a description may say about a style of each kind, as the middle of a sentence. */
export const DETAILS: Record<Kind, readonly string[]> = {
  outerwear: [
    "with a storm flap and a removable belt",
    "with horn buttons and a deep back vent",
    "cut roomy enough for a sweater underneath",
    "fully lined, with two inside pockets",
    "with a stand collar that keeps the wind out",
    "with a two-way zip and fleece-lined pockets",
  ],
  knit: [
    "knitted in one piece, with no side seams",
    "with ribbed cuffs and a relaxed shoulder",
    "in a fine gauge that layers easily",
    "with a chunky rib and a slightly dropped shoulder",
    "in a soft brushed finish",
    "with fully fashioned sleeves",
  ],
  top: [
    "with a curved hem that can be worn in or out",
    "with mother-of-pearl buttons",
    "cut close through the shoulder and easy at the waist",
    "with a neat collar that stands on its own",
    "washed once so that it is soft from the first day",
    "with French seams throughout",
  ],
  bottom: [
    "with a high waist and a clean front",
    "with slant pockets and a hidden hook",
    "that falls straight from the hip",
    "with a little give through the seat",
    "finished with a hem deep enough to let down",
    "with belt loops and side tabs",
  ],
  dress: [
    "cut on the bias so that it moves",
    "with a tie waist and side pockets",
    "lined to the knee",
    "with a covered-button placket",
    "with soft pleats from the yoke",
    "with sleeves that can be rolled and tabbed",
  ],
  tailoring: [
    "half-canvassed, with a natural shoulder",
    "with working cuff buttons",
    "softly constructed for travel",
    "with peak lapels and a nipped waist",
    "with trousers left unhemmed for our tailors",
  ],
  shoe: [
    "on a stitched sole that can be renewed",
    "with a cushioned insole",
    "on a light rubber sole",
    "with an elastic side panel and a pull tab",
    "lined in soft calfskin",
    "on a stacked heel",
  ],
  bag: [
    "with a detachable strap and a zipped pocket",
    "that takes a 13-inch laptop",
    "with a magnetic closure and metal feet",
    "with edges painted by hand",
    "that folds flat for travel",
  ],
  accessory: [
    "finished by hand",
    "that comes in its own box",
    "made in a small workshop",
    "that makes an easy present",
    "light enough for every day",
  ],
  swim: [
    "fully lined and quick to dry",
    "with ties that adjust",
    "that keeps its colour in salt water",
    "with UPF 50 protection",
  ],
};

/** How to look after a style of each kind: a sentence that may close its description. */
export const CARE: Record<Kind, readonly string[]> = {
  outerwear: ["Dry clean.", "Brush after wear and hang on a broad hanger."],
  knit: ["Wash by hand in cool water and dry flat.", "Dry clean or wash by hand."],
  top: ["Machine wash cool.", "Iron while damp."],
  bottom: ["Machine wash cold, inside out.", "Dry clean."],
  dress: ["Dry clean.", "Wash by hand and hang to dry."],
  tailoring: ["Alterations are free in every store.", "Dry clean only."],
  shoe: ["True to size; between sizes, take the larger.", "Runs narrow. Shoe trees recommended."],
  bag: ["Dust bag included.", "Wipe with a soft cloth."],
  accessory: ["Gift wrapping is free.", "Keep dry and away from perfume."],
  swim: ["Rinse in fresh water after every swim.", "Wash by hand."],
};

export const SEASONS: readonly string[] = ["spring", "summer", "autumn", "winter", "all year"];
export const CUTS: readonly string[] = [
  "Relaxed",
  "Slim",
  "Classic",
  "Heritage",
  "Weekend",
  "Studio",
  "Atelier",
  "Coastal",
  "Archive",
];
