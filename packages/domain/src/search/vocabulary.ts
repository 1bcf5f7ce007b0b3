import { type Against, countBits, editDistance, editsAllowed, letterBits } from "./edit-distance.ts";
import { wordForm } from "./word-forms.ts";

/** A term (its number in the vocabulary) and how well it answers a typed word: 1 for the same word, towards 0 for less. */
export type TermMatch = { readonly term: number; readonly quality: number };

/** Every word form that occurs in the indexed texts, numbered in order of first appearance. */
export type Vocabulary = {
  /** The number of a folded word's form, given one when it is new; `shown` is how a new one is spelt for people. */
  readonly termOf: (word: string, shown: string) => number;
  /** The number of a folded word's form when at least one document has it. */
  readonly find: (word: string) => number | undefined;
  /** The word as the shop writes it, folded, for showing: `t-shirt`. */
  readonly shown: (term: number) => string;
  readonly size: () => number;
  /** In how many documents a term occurs. */
  readonly documents: (term: number) => number;
  /** The share of those in which it is only a colour or a department: what kind of thing, not what thing. */
  readonly modifierShare: (term: number) => number;
  readonly count: (term: number, documents: number, asModifier: number) => void;
  /** Words that begin with what is typed; the longer the rest, the lower the quality. */
  readonly beginningWith: (typed: string) => TermMatch[];
  /** Words that grew out of a typed one by a short ending: `sleeve` -> `sleeved`, `knit` -> `knitted`. */
  readonly inflectionsOf: (typed: string) => TermMatch[];
  /** Words a few typing mistakes away, best first, at most 12. */
  readonly resembling: (typed: string, against: Against) => TermMatch[];
};

const MOST_RESEMBLING = 12;

export function createVocabulary(): Vocabulary {
  const numbers = new Map<string, number>();
  // Raw words repeat thousands of times: remembering their number saves finding their form again.
  const numbersOfRawWords = new Map<string, number>();
  const forms: string[] = [];
  const spellings: string[] = [];
  const shownAs: string[] = [];
  // Which spelling of a form is the usual one, by majority vote (Boyer and Moore).
  const votes: number[] = [];
  const bits: number[] = [];
  const documents: number[] = [];
  const asModifiers: number[] = [];
  const byFirstLetter = new Map<number, number[]>();

  const spell = (term: number, word: string, shown: string) => {
    spellings[term] = word;
    shownAs[term] = shown;
    bits[term] = letterBits(word);
    votes[term] = 1;
  };

  const add = (form: string, word: string, shown: string) => {
    const term = forms.length;
    numbers.set(form, term);
    forms.push(form);
    spell(term, word, shown);
    documents.push(0);
    asModifiers.push(0);
    const letter = form.charCodeAt(0);
    const sameLetter = byFirstLetter.get(letter);
    if (sameLetter) sameLetter.push(term);
    else byFirstLetter.set(letter, [term]);
    return term;
  };

  const vote = (term: number, word: string, shown: string) => {
    const votesNow = (votes[term] ?? 0) + (spellings[term] === word ? 1 : -1);
    if (votesNow < 0) spell(term, word, shown);
    else votes[term] = votesNow;
  };

  const documentsOf = (term: number) => documents[term] ?? 0;
  const inUse = (term: number | undefined) => (term !== undefined && documentsOf(term) > 0 ? term : undefined);

  const beginningWith = (typed: string) => {
    const matches: TermMatch[] = [];
    for (const term of byFirstLetter.get(typed.charCodeAt(0)) ?? []) {
      if (documentsOf(term) === 0) continue;
      const form = forms[term] ?? "";
      const spelling = spellings[term] ?? "";
      if (!form.startsWith(typed) && !spelling.startsWith(typed)) continue;
      matches.push({ term, quality: 0.6 + 0.3 * Math.min(1, typed.length / spelling.length) });
    }
    return matches;
  };

  return {
    termOf: (word, shown) => {
      const known = numbersOfRawWords.get(word);
      if (known !== undefined) {
        vote(known, word, shown);
        return known;
      }
      const form = wordForm(word);
      const term = numbers.get(form) ?? add(form, word, shown);
      numbersOfRawWords.set(word, term);
      vote(term, word, shown);
      return term;
    },
    find: (word) => inUse(numbers.get(wordForm(word))),
    shown: (term) => shownAs[term] ?? "",
    size: () => forms.length,
    documents: documentsOf,
    modifierShare: (term) => (asModifiers[term] ?? 0) / Math.max(1, documentsOf(term)),
    count: (term, inDocuments, asModifier) => {
      documents[term] = documentsOf(term) + inDocuments;
      asModifiers[term] = (asModifiers[term] ?? 0) + asModifier;
    },
    beginningWith,
    inflectionsOf: (typed) => {
      if (typed.length < 4) return [];
      const stems =
        /(?:ed|ing)$/.test(typed) && typed.length >= 6
          ? [typed, typed.replace(/(?:d|ing)$/, ""), typed.replace(/ed$/, "")]
          : [typed];
      const matches: TermMatch[] = [];
      for (const stem of stems) {
        for (const { term } of beginningWith(stem)) {
          const rest = (forms[term] ?? "").slice(stem.length);
          if (stem !== typed ? rest === "" : /^(?:d|ed|ing|y|en|.(?:ed|ing))$/.test(rest)) matches.push({ term, quality: 0.7 });
        }
      }
      return matches;
    },
    resembling: (typed, against) => {
      const most = editsAllowed(typed.length);
      const typedForm = wordForm(typed);
      // People also leave vowels out of longer words: "swetr", "cshmre".
      const skeleton = typed.length >= 5 ? consonantsOf(typed) : "";
      const budget = skeleton.length >= 3 ? Math.max(most, 2) : most;
      if (budget === 0) return [];
      const typedBits = letterBits(typed);
      const matches: TermMatch[] = [];
      for (let term = 0; term < forms.length; term++) {
        if (documentsOf(term) === 0) continue;
        const spelling = spellings[term] ?? "";
        if (spelling.length + budget < typed.length || (against === "word" && spelling.length > typed.length + budget)) continue;
        const missing = countBits(typedBits & ~(bits[term] ?? 0));
        if (missing > budget) continue;
        const edits = Math.min(
          editDistance(typed, spelling, budget, against),
          editDistance(typedForm, forms[term] ?? "", budget, against),
        );
        if (edits > budget || edits === 0) continue;
        if (edits > most && (edits > 2 || consonantsOf(spelling) !== skeleton)) continue;
        matches.push({ term, quality: resemblance(typed, spelling, edits) });
      }
      return matches
        .sort((left, right) => right.quality - left.quality || documentsOf(right.term) - documentsOf(left.term))
        .slice(0, MOST_RESEMBLING);
    },
  };
}

// The first letter is seldom wrong, and a word of the same letters in another order is the likeliest of all.
function resemblance(typed: string, spelling: string, edits: number): number {
  const base = edits === 1 ? 0.8 : 0.6;
  const first = typed.charCodeAt(0) === spelling.charCodeAt(0) ? 1 : 0.85;
  const letters = typed.length === spelling.length && letterBits(typed) === letterBits(spelling) ? 1.05 : 1;
  return base * first * letters - 0.02 * Math.abs(spelling.length - typed.length);
}

function consonantsOf(word: string): string {
  return word.replace(/[aeiouy]/g, "");
}
