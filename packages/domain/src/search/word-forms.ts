/**
 * Spellings that mean the same word, first one is the form the index keeps. Applied to shop text and to what people
 * type, after folding and without apostrophes. Only spellings belong here: different words that mean the same
 * thing are in `synonyms.ts`.
 */
const SPELLINGS: readonly (readonly string[])[] = [
  ["women", "woman", "womens", "womans", "ladies", "lady", "ladys", "female", "femme", "womenswear", "damen"],
  ["men", "man", "mens", "mans", "gents", "gent", "gentlemen", "gentlemens", "male", "homme", "menswear", "herren"],
  ["kid", "kids", "child", "childs", "children", "childrens", "childrenswear", "junior", "youth"],
  ["girl", "girls"],
  ["boy", "boys"],
  ["baby", "babies", "babys", "infant", "infants"],
  ["unisex", "genderless"],
  ["grey", "gray"],
  ["pyjama", "pyjamas", "pajama", "pajamas", "pjs", "jammies"],
  ["jewellery", "jewelry", "jewelery"],
  ["multicolour", "multicolor", "multicoloured", "multicolored"],
  ["colour", "color", "coloured", "colored"],
  ["offwhite", "ecru"],
  ["cosy", "cozy"],
  ["mould", "mold"],
  ["moisturiser", "moisturizer"],
  ["aluminium", "aluminum"],
  ["leather", "leder"],
  ["scarf", "scarves"],
  ["knife", "knives"],
  ["shelf", "shelves"],
  ["denim", "denims"],
  ["tshirt", "tee", "tees", "tshirts"],
  ["x", "by"],
  ["small", "sml"],
  ["large", "lrg"],
  ["xlarge", "extralarge"],
  ["fragrance", "fragrances", "perfume", "perfumes", "parfum"],
  ["doughnut", "donut"],
  ["whisky", "whiskey"],
  ["yoghurt", "yogurt"],
];

const FORM_BY_SPELLING: ReadonlyMap<string, string> = new Map(
  SPELLINGS.flatMap(([form = "", ...others]) => [form, ...others].map((spelling): [string, string] => [spelling, form])),
);

/** The form under which a folded word is indexed and looked up: `ladies` -> `women`, `dresses` -> `dress`. */
export function wordForm(word: string): string {
  const known = FORM_BY_SPELLING.get(word);
  if (known !== undefined) return known;
  const singular = singularOf(word);
  return FORM_BY_SPELLING.get(singular) ?? singular;
}

// An s-stemmer (Harman, 1991): wrong singulars do no harm as long as shop and associate get the same one.
function singularOf(word: string): string {
  if (word.length < 4 || !word.endsWith("s") || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith("ies")) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  return /(?:ches|shes|sses|xes|zzes)$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}
