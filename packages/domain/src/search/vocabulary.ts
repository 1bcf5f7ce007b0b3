import { letterBits } from "./edit-distance.ts";

/** Whether a word says what a style is, or only tells things of one kind apart (its colour, its department). */
export type Role = "thing" | "modifier";

/**
 * Every word form that occurs in the indexed texts, numbered in order of first appearance. The arrays are by number, to
 * be read and never written from outside.
 */
export type Vocabulary = {
  /** The word without its plural or regional spelling: what the index compares. */
  readonly forms: readonly string[];
  /** The word as most texts have it, folded. */
  readonly spellings: readonly string[];
  /** The same for showing, with its hyphens: `t-shirt`. */
  readonly shown: readonly string[];
  /** The letters of each spelling (`letterBits`). */
  readonly bits: readonly number[];
  /** In how many documents each term occurs, and in how many of those only as a modifier. */
  readonly documents: readonly number[];
  readonly asModifier: readonly number[];
  readonly formOf: (word: string) => string;
  /** The number of a folded word's form, given one when it is new; `shown` is how it is spelt for people. */
  readonly termOf: (word: string, shown: string) => number;
  /** The number of a folded word's form when at least one document has it. */
  readonly find: (word: string) => number | undefined;
  /** The terms that share their first letter with `word`. */
  readonly neighboursOf: (word: string) => readonly number[];
  readonly addDocument: (term: number, role: Role) => void;
  readonly removeDocument: (term: number, role: Role) => void;
};

/** `formOf` says which words count as one, such as the plural and the singular. */
export function createVocabulary(formOf: (word: string) => string): Vocabulary {
  const numbers = new Map<string, number>();
  // Words repeat thousands of times: remembering their number saves finding their form again.
  const numbersOfSpellings = new Map<string, number>();
  const byFirstLetter = new Map<number, number[]>();
  const forms: string[] = [];
  const spellings: string[] = [];
  const shownAs: string[] = [];
  const bits: number[] = [];
  const documents: number[] = [];
  const asModifier: number[] = [];
  // Which spelling of a form most texts have, by majority vote (Boyer and Moore).
  const votes: number[] = [];

  const add = (form: string): number => {
    const term = forms.push(form) - 1;
    numbers.set(form, term);
    documents.push(0);
    asModifier.push(0);
    const letter = form.charCodeAt(0);
    const neighbours = byFirstLetter.get(letter);
    if (neighbours === undefined) byFirstLetter.set(letter, [term]);
    else neighbours.push(term);
    return term;
  };

  const vote = (term: number, word: string, shown: string): void => {
    const votesNow = (votes[term] ?? 0) + (spellings[term] === word ? 1 : -1);
    votes[term] = Math.max(1, votesNow);
    if (votesNow >= 0) return;
    spellings[term] = word;
    shownAs[term] = shown;
    bits[term] = letterBits(word);
  };

  const change = (term: number, role: Role, by: 1 | -1): void => {
    documents[term] = (documents[term] ?? 0) + by;
    if (role === "modifier") asModifier[term] = (asModifier[term] ?? 0) + by;
  };

  return {
    forms,
    spellings,
    shown: shownAs,
    bits,
    documents,
    asModifier,
    formOf,
    termOf: (word, shown) => {
      let term = numbersOfSpellings.get(word);
      if (term === undefined) {
        const form = formOf(word);
        term = numbers.get(form) ?? add(form);
        numbersOfSpellings.set(word, term);
      }
      vote(term, word, shown);
      return term;
    },
    find: (word) => {
      const term = numbers.get(formOf(word));
      return term !== undefined && (documents[term] ?? 0) > 0 ? term : undefined;
    },
    neighboursOf: (word) => byFirstLetter.get(word.charCodeAt(0)) ?? [],
    addDocument: (term, role) => change(term, role, 1),
    removeDocument: (term, role) => change(term, role, -1),
  };
}
