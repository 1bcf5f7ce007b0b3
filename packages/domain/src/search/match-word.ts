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

/** Words a few typing mistakes away, best first, at most 12. A number is never a misspelling of another number. */
export function wordsResembling(typed: string, against: Against, vocabulary: Vocabulary): TermMatch[] {
  if (/\p{N}/u.test(typed)) return [];
  const { documents, forms, spellings, bits } = vocabulary;
  const most = editsAllowed(typed.length);
  // People also leave vowels out of longer words: "swetr", "cshmre".
  const skeleton = consonantsOf(typed);
  const budget = typed.length >= 5 && skeleton.length >= 3 ? Math.max(most, 2) : most;
  if (budget === 0) return [];
  const editsTo = createEditMeter({ typed, most: budget, against });
  const editsToForm = createEditMeter({ typed: vocabulary.formOf(typed), most: budget, against });
  const letters = letterBits(typed);
  const matches: TermMatch[] = [];
  for (let term = 0; term < forms.length; term++) {
    const spelling = spellings[term] ?? "";
    const longer = spelling.length - typed.length;
    if (longer < -budget || (against === "word" && longer > budget)) continue;
    if (countBits(letters & ~(bits[term] ?? 0)) > budget || documents[term] === 0) continue;
    let edits = editsTo(spelling);
    if (edits > most) edits = Math.min(edits, editsToForm(forms[term] ?? ""));
    if (edits > budget || edits === 0) continue;
    if (edits > most && consonantsOf(spelling) !== skeleton) continue;
    matches.push({ term, quality: resemblance({ typed, spelling, edits }) });
  }
  const documentsOf = ({ term }: TermMatch) => documents[term] ?? 0;
  return matches
    .sort((left, right) => right.quality - left.quality || documentsOf(right) - documentsOf(left))
    .slice(0, MOST_RESEMBLING);
}

// The first letter is seldom wrong, and a word of the same letters in another order is the likeliest of all.
function resemblance({ typed, spelling, edits }: { typed: string; spelling: string; edits: number }): number {
  const base = edits === 1 ? 0.8 : 0.6;
  const first = typed.charCodeAt(0) === spelling.charCodeAt(0) ? 1 : 0.85;
  const letters = typed.length === spelling.length && letterBits(typed) === letterBits(spelling) ? 1.05 : 1;
  return Math.max(0.1, base * first * letters - 0.02 * Math.abs(spelling.length - typed.length));
}

function consonantsOf(word: string): string {
  return word.replace(/[aeiouy]/g, "");
}
