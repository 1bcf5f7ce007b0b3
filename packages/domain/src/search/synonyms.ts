import { splitWords } from "./split-words.ts";
import { wordForm } from "./word-forms.ts";

/** Words or phrases that a customer on either side of the Atlantic uses for the same thing: each finds the others. */
const SAME_THING: readonly (readonly string[])[] = [
  ["sneakers", "trainers", "running shoes", "tennis shoes", "athletic shoes", "kicks"],
  ["sweater", "jumper", "pullover", "knit top"],
  ["sweatshirt", "crewneck", "sweat top"],
  ["hoodie", "hooded sweatshirt", "hoody"],
  ["pants", "trousers", "slacks"],
  ["sweatpants", "joggers", "jogging bottoms", "tracksuit bottoms", "track pants"],
  ["sweatsuit", "tracksuit", "jogging suit"],
  ["track jacket", "tracksuit top"],
  ["khakis", "chinos"],
  ["jeans", "denim pants"],
  ["overalls", "dungarees"],
  ["jumpsuit", "playsuit", "romper", "onesie"],
  ["purse", "handbag", "pocketbook"],
  ["backpack", "rucksack", "knapsack"],
  ["crossbody", "crossbody bag", "across body bag", "shoulder bag"],
  ["fanny pack", "bum bag", "belt bag", "waist bag"],
  ["duffel", "duffle bag", "weekend bag", "holdall", "weekender"],
  ["tote", "shopper", "tote bag"],
  ["suitcase", "trolley case", "luggage"],
  ["billfold", "wallet"],
  ["sunglasses", "shades", "sunnies"],
  ["eyeglasses", "glasses", "spectacles"],
  ["t-shirt", "tee shirt"],
  ["tank top", "vest", "singlet", "cami", "sleeveless top"],
  ["vest", "waistcoat", "gilet"],
  ["undershirt", "vest"],
  ["long sleeve", "long sleeved"],
  ["turtleneck", "polo neck", "roll neck", "rollneck"],
  ["dress shirt", "formal shirt"],
  ["tuxedo", "dinner jacket", "tux"],
  ["sport coat", "blazer", "sports jacket"],
  ["raincoat", "rain jacket", "mac", "waterproof jacket"],
  ["trench", "trench coat", "trenchcoat"],
  ["puffer", "down jacket", "quilted jacket", "padded jacket"],
  ["windbreaker", "windcheater", "light jacket"],
  ["parka", "anorak"],
  ["bathrobe", "dressing gown", "robe"],
  ["nightgown", "nightie", "nightdress", "nightshirt"],
  ["pajamas", "pyjamas", "sleepwear", "nightwear"],
  ["pantyhose", "tights", "hosiery"],
  ["stockings", "hold ups"],
  ["panties", "knickers", "briefs"],
  ["underwear", "underpants", "boxers", "boxer shorts"],
  ["swimsuit", "bathing suit", "swimming costume", "one piece swimsuit"],
  ["swim trunks", "swimming shorts", "swim shorts", "board shorts"],
  ["flats", "ballet flats", "ballet pumps", "ballerinas"],
  ["pumps", "heels", "court shoes"],
  ["rain boots", "wellies", "wellingtons", "gumboots"],
  ["booties", "ankle boots"],
  ["loafers", "slip ons", "moccasins"],
  ["oxfords", "smart lace ups", "brogues", "dress shoes"],
  ["flip flops", "thongs", "jandals"],
  ["slippers", "house shoes"],
  ["cleats", "football boots"],
  ["beanie", "knit cap", "woolly hat", "bobble hat"],
  ["cap", "baseball cap"],
  ["snood", "infinity scarf", "loop scarf", "neck warmer"],
  ["mittens", "gloves"],
  ["suspenders", "braces"],
  ["bow tie", "dickie bow"],
  ["necktie", "tie"],
  ["cuff links", "cufflinks"],
  ["bracelet", "bangle"],
  ["wristwatch", "watch", "timepiece"],
  ["pin", "brooch"],
  ["cologne", "aftershave"],
  ["nail polish", "nail varnish"],
  ["diaper", "nappy"],
  ["pacifier", "dummy"],
  ["stroller", "pushchair", "buggy"],
  ["crib", "cot"],
  ["stuffed animal", "soft toy", "plush", "cuddly toy"],
  ["jigsaw", "puzzle"],
  ["couch", "sofa", "settee"],
  ["armoire", "wardrobe"],
  ["comforter", "duvet", "quilt"],
  ["drapes", "curtains"],
  ["rug", "carpet"],
  ["trash can", "bin", "garbage can", "wastebasket"],
  ["faucet", "tap"],
  ["flashlight", "torch"],
  ["cell phone", "mobile phone", "smartphone"],
  ["television", "tv"],
  ["notebook", "laptop"],
  ["earphones", "headphones", "earbuds"],
  ["fridge", "refrigerator"],
];

/** The kind of thing on the right answers for the general word on the left, never the other way round. */
const ANSWERED_BY: readonly (readonly [string, readonly string[]])[] = [
  ["bag", ["handbag", "rucksack", "clutch", "briefcase"]],
  ["jacket", ["blazer", "parka"]],
  ["top", ["blouse", "t-shirt", "shirt"]],
  ["footwear", ["shoes", "boots", "trainers", "sandals"]],
  ["outerwear", ["coat", "jacket", "parka"]],
  ["knitwear", ["jumper", "sweater", "cardigan"]],
  ["activewear", ["sports", "leggings", "tracksuit"]],
  ["heels", ["high heels"]],
  ["button down", ["shirt"]],
  ["gown", ["evening dress", "maxi dress"]],
];

/** A phrase as the forms of its words, in order. */
export type Phrase = readonly string[];

/** The longest phrase of the table, in words: how far a query is looked ahead. */
export const LONGEST_PHRASE = 3;

const PHRASES_BY_KEY = buildTable();
const KEYS = [...PHRASES_BY_KEY.keys()];

/** The other phrases for `phrase` (word forms), or none. */
export function synonymsOf(phrase: Phrase): readonly Phrase[] {
  return PHRASES_BY_KEY.get(phrase.join(" ")) ?? [];
}

/** While `beginning` is still being typed: the phrases it is about to mean, at most `limit`. */
export function synonymsOfBeginning(beginning: string, limit: number): readonly Phrase[] {
  const found: Phrase[] = [];
  for (const key of KEYS) {
    if (!key.startsWith(beginning) || key === beginning) continue;
    found.push(...(PHRASES_BY_KEY.get(key) ?? []));
    if (found.length >= limit) break;
  }
  return found.slice(0, limit);
}

function buildTable(): Map<string, Phrase[]> {
  const table = new Map<string, Phrase[]>();
  const add = (key: Phrase, other: Phrase) => {
    const phrases = table.get(key.join(" ")) ?? [];
    const otherKey = other.join(" ");
    if (otherKey !== key.join(" ") && !phrases.some((phrase) => phrase.join(" ") === otherKey)) phrases.push(other);
    table.set(key.join(" "), phrases);
  };
  for (const group of SAME_THING) {
    const phrases = group.map(phraseOf);
    for (const phrase of phrases) for (const other of phrases) add(phrase, other);
  }
  for (const [general, kinds] of ANSWERED_BY) for (const kind of kinds) add(phraseOf(general), phraseOf(kind));
  return table;
}

function phraseOf(text: string): Phrase {
  return splitWords(text).map(({ word }) => wordForm(word));
}
