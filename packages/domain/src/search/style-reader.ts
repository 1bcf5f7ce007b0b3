import { splitWords, type Word } from "./split-words.ts";
import type { Role, Vocabulary } from "./vocabulary.ts";

/** What the index knows of a style. All texts as the shop writes them; empty strings and lists are fine. */
export type StyleDocument = {
  readonly title: string;
  readonly brand: string;
  readonly category: string;
  readonly department: string;
  readonly colours: readonly string[];
  readonly tags: readonly string[];
};

/** Receives the words of a style by the role they have in it, with a weight of 0 to 1. */
export type TermSinks = { readonly [R in Role]: (term: number, weight: number) => void };

const TITLE = 1;
const BRAND = 0.7;
const TAG = 0.5;
const COLOUR = 0.45;
const CATEGORY = 0.35;
const DEPARTMENT = 0.3;

/** Half of a hyphenated word ("shirt" of t-shirt) says less than a word of its own. */
const PART_SHARE = 0.6;

/** Reads one style into the sinks. */
export type StyleReader = (style: StyleDocument, sinks: TermSinks) => void;

/** How fast a word loses weight as the text it stands in grows: "jumper" means jumpers more than jumper dresses. */
const LENGTH_PENALTY = 0.15;

/**
 * Reads styles word by word, weighted by the field a word stands in and by how much else stands there.
 * Title words that name one of the style's colours count as that colour: "Boots - navy" is about boots.
 */
export function createStyleReader(vocabulary: Vocabulary): StyleReader {
  // Brands, categories, departments, colours and tags repeat from style to style; titles seldom do.
  const known = new Map<string, readonly Word[]>();
  const split = (text: string) => {
    const words = known.get(text) ?? splitWords(text);
    known.set(text, words);
    return words;
  };
  const termOf = ({ word, parts }: Word) => vocabulary.termOf(word, parts.length > 0 ? parts.join("-") : word);
  const read = (words: readonly Word[], weight: number, sink: TermSinks[Role]) => {
    for (const word of words) {
      sink(termOf(word), weight);
      for (const part of word.parts) if (part.length > 1) sink(vocabulary.termOf(part, part), weight * PART_SHARE);
    }
  };

  return (style, sinks) => {
    const colours = style.colours.map(split);
    for (const words of colours) read(words, COLOUR / lengthPenalty(words.length), sinks.modifier);
    const colourTerms = colours.flatMap((words) => words.map(termOf));
    const titleWords = splitWords(style.title);
    const things = titleWords.filter((word) => !colourTerms.includes(termOf(word)));
    const named = things.length > 0 ? things : titleWords;
    read(named, TITLE / lengthPenalty(named.length), sinks.thing);
    read(split(style.department), DEPARTMENT, sinks.modifier);
    read(split(style.brand), BRAND, sinks.thing);
    read(split(style.category), CATEGORY, sinks.thing);
    for (const tag of style.tags) read(split(tag), TAG, sinks.thing);
  };
}

function lengthPenalty(words: number): number {
  return 1 + LENGTH_PENALTY * Math.max(0, words - 1);
}
