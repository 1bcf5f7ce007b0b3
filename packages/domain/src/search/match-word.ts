import { type Against, countBits, createEditMeter, editsAllowed, letterBits } from "./edit-distance.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A term and how well it answers a typed word: 1 for the same word, towards 0 for less. */
export type TermMatch = { readonly term: number; readonly quality: number };

const MOST_RESEMBLING = 12;

/** Words that begin with what is typed; the longer the rest, the lower the quality. */
export function wordsBeginningWith(typed: string, vocabulary: Vocabulary): TermMatch[] {
  const { documents, forms, spellings } = vocabulary;
  const matches: TermMatch[] = [];
  for (const term of vocabulary.neighboursOf(typed)) {
    if (documents[term] === 0) continue;
    const spelling = spellings[term] ?? "";
    if (!spelling.startsWith(typed) && !forms[term]?.startsWith(typed)) continue;
    matches.push({ term, quality: 0.6 + 0.3 * Math.min(1, typed.length / spelling.length) });
  }
  return matches;
}

/** Words that differ from a typed one by a short ending: `sleeve` and `sleeved`, `knit` and `knitted`. */
export function inflectionsOf(typed: string, vocabulary: Vocabulary): TermMatch[] {
  if (typed.length < 4) return [];
  const grown = wordsBeginningWith(typed, vocabulary).filter(({ term }) =>
    /^(?:d|ed|ing|y|en|.(?:ed|ing))$/.test((vocabulary.forms[term] ?? "").slice(typed.length)),
  );
  const stems = typed.length >= 6 ? [typed.replace(/d$/, ""), typed.replace(/(?:ed|ing)$/, "")] : [];
  const found = stems.filter((stem) => stem !== typed).map((stem) => vocabulary.find(stem));
  const terms = [...grown.map(({ term }) => term), ...found.filter((term) => term !== undefined)];
  return terms.map((term) => ({ term, quality: 0.7 }));
}

/**
 * Words a few typing mistakes away, or a beginning of them when the word is still being typed; best first, at most 12.
 * A number is never a misspelling of another number.
 */
export function wordsResembling(typed: string, against: Against, vocabulary: Vocabulary): TermMatch[] {
  const most = editsAllowed(typed.length);
  if (most === 0 || /\p{N}/u.test(typed)) return [];
  const { documents, forms, spellings, bits } = vocabulary;
  const editsTo = createEditMeter({ typed, most, against });
  const editsToForm = createEditMeter({ typed: vocabulary.formOf(typed), most, against });
  const lacksVowelsOf = createVowelTest(typed);
  const letters = letterBits(typed);
  const matches: TermMatch[] = [];
  for (let term = 0; term < forms.length; term++) {
    const spelling = spellings[term] ?? "";
    const letterBits = bits[term] ?? 0;
    const longer = spelling.length - typed.length;
    if (longer < -most || countBits(letters & ~letterBits) > most || documents[term] === 0) continue;
    let edits = most + 1;
    if (against === "beginning" || longer <= most) edits = editsTo(spelling);
    if (edits > most) edits = editsToForm(forms[term] ?? "");
    if (edits > most && lacksVowelsOf(spelling, letterBits)) edits = 2;
    else if (edits > most || edits === 0) continue;
    matches.push({ term, quality: resemblance({ typed, spelling, edits }) });
  }
  const documentsOf = ({ term }: TermMatch) => documents[term] ?? 0;
  return matches
    .sort((left, right) => right.quality - left.quality || documentsOf(right) - documentsOf(left))
    .slice(0, MOST_RESEMBLING);
}

// People also leave vowels out of longer words: "swetr", "cshmre". Whether a word is `typed` with a few more vowels.
function createVowelTest(typed: string): (spelling: string, bits: number) => boolean {
  const skeleton = consonantsOf(typed);
  const bitsOfSkeleton = letterBits(skeleton);
  const isLongEnough = typed.length >= 5 && skeleton.length >= 3;
  return (spelling, bits) =>
    isLongEnough &&
    (bits & ~VOWEL_BITS) === bitsOfSkeleton &&
    spelling.length > typed.length &&
    spelling.length <= typed.length + 3 &&
    consonantsOf(spelling) === skeleton;
}

const VOWEL_BITS = letterBits("aeiouy");

// The first letter is seldom wrong, and a word of the same letters in another order is the likeliest of all.
function resemblance({ typed, spelling, edits }: { typed: string; spelling: string; edits: number }): number {
  const base = edits === 1 ? 0.8 : 0.6;
  const first = typed.charCodeAt(0) === spelling.charCodeAt(0) ? 1 : 0.85;
  const letters = typed.length === spelling.length && letterBits(typed) === letterBits(spelling) ? 1.05 : 1;
  const longer = spelling.length - typed.length;
  const whole = longer > 2 ? 0.8 : 1;
  return Math.max(0.1, base * first * letters * whole - 0.02 * Math.abs(longer));
}

function consonantsOf(word: string): string {
  return word.replace(/[aeiouy]/g, "");
}
