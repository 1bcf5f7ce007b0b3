import { splitWords, type Word } from "./split-words.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What the index knows of a style. All texts as the shop writes them; empty strings and lists are fine. */
export type StyleDocument = {
  readonly title: string;
  readonly brand: string;
  readonly category: string;
  readonly department: string;
  readonly colours: readonly string[];
  readonly tags: readonly string[];
};

/**
 * Receives every word of a document. `weight` is 0 to 1; a `modifier` (a colour, a department) tells things of one
 * kind apart and never says what the thing is.
 */
export type TermSink = (term: number, weight: number, role: "thing" | "modifier") => void;

const TITLE = 1;
const BRAND = 0.7;
const TAG = 0.5;
const COLOUR = 0.45;
const CATEGORY = 0.35;
const DEPARTMENT = 0.3;

/** Half of a hyphenated word ("shirt" of t-shirt) says less than a word of its own. */
const PART_SHARE = 0.6;

/** How fast a word loses weight as the text it stands in grows: "jumper" means jumpers more than jumper dresses. */
const LENGTH_PENALTY = 0.15;

/**
 * Hands every word of a document to `sink`, weighted by the field it stands in and by how much else stands there.
 * Title words that name one of the style's colours count as that colour: "Boots - navy" is about boots.
 */
export function readStyle(style: StyleDocument, vocabulary: Vocabulary, sink: TermSink): void {
  const colours: number[] = [];
  const readModifiers = (text: string, weight: number) => {
    const words = splitWords(text);
    readWords(words, weight / lengthPenalty(words.length), vocabulary, (term, share) => {
      colours.push(term);
      sink(term, share, "modifier");
    });
  };
  for (const colour of style.colours) readModifiers(colour, COLOUR);
  const titleWords = splitWords(style.title);
  const things = titleWords.filter(({ word }) => !colours.includes(vocabulary.find(word) ?? -1));
  const asThing: TermSinkOfThing = (term, weight) => sink(term, weight, "thing");
  readWords(things.length > 0 ? things : titleWords, TITLE / lengthPenalty(things.length), vocabulary, asThing);
  readModifiers(style.department, DEPARTMENT);
  readWords(splitWords(style.brand), BRAND, vocabulary, asThing);
  readWords(splitWords(style.category), CATEGORY, vocabulary, asThing);
  for (const tag of style.tags) readWords(splitWords(tag), TAG, vocabulary, asThing);
}

type TermSinkOfThing = (term: number, weight: number) => void;

function readWords(words: readonly Word[], weight: number, vocabulary: Vocabulary, sink: TermSinkOfThing): void {
  for (const { word, parts } of words) {
    sink(vocabulary.termOf(word, parts.length > 0 ? parts.join("-") : word), weight);
    for (const part of parts) if (part.length > 1) sink(vocabulary.termOf(part, part), weight * PART_SHARE);
  }
}

function lengthPenalty(words: number): number {
  return 1 + LENGTH_PENALTY * Math.max(0, words - 1);
}
