import { splitWords, type Word } from "./split-words.ts";
import { LONGEST_PHRASE, type Phrase, synonymsOf, synonymsOfBeginning } from "./synonyms.ts";
import type { TermMatch, Vocabulary } from "./vocabulary.ts";
import { wordForm } from "./word-forms.ts";

/** One word to look for: every term that answers it. A loose answer is another spelling, not what was typed. */
export type Unit = { readonly typed: string; readonly matches: readonly Answer[] };
export type Answer = TermMatch & { readonly isLoose: boolean };

/** One way to satisfy a slot: all of these units (numbers into `units`). */
export type Alternative = { readonly units: readonly number[]; readonly quality: number };

/** One thing the query asks for: a word or a phrase, with everything else it may be called. */
export type Slot = {
  readonly typed: string;
  readonly alternatives: readonly Alternative[];
  readonly importance: number;
  /** A colour or a department: tells things of one kind apart, and is the first to be missed. */
  readonly isModifier: boolean;
};

/**
 * A query made ready: `cashmere tee shirt` has the slots `cashmere` and `tee shirt`, and the second is satisfied by the
 * units `tee` and `shirt`, or by `t-shirt`. At most 31 units, so that the units a style has fit one number.
 */
export type QueryPlan = { readonly units: readonly Unit[]; readonly slots: readonly Slot[] };

/** `strict` corrects only words that the catalogue does not have; `loose` doubts every word. */
export type Pass = "strict" | "loose";

const MOST_UNITS = 31;
const MOST_WORDS = 12;
const MOST_LETTERS = 200;
const SYNONYM = 0.8;
const SYNONYM_BEGUN = 0.6;
const IN_PARTS = 0.9;
const DOUBTED = 0.8;
/** A colour or a department may be rare and is still less important than the thing itself. */
const MODIFIER_IMPORTANCE = 2;

const FILLERS: ReadonlySet<string> = new Set(["a", "an", "and", "for", "from", "in", "of", "on", "or", "the", "to", "with"]);

export function planQuery(query: string, pass: Pass, vocabulary: Vocabulary, styles: number): QueryPlan {
  const text = query.slice(0, MOST_LETTERS);
  const all = splitWords(text);
  const meant = all.filter(({ word }) => !FILLERS.has(word));
  const words = (meant.length > 0 ? meant : all).slice(0, MOST_WORDS);
  const stillTyping = !/\s$/.test(text);
  const units: Unit[] = [];

  const unitOf = (typed: string, isLast: boolean, mend: boolean): number | undefined => {
    const unit = matchWord(typed, isLast && stillTyping, mend ? pass : "never", vocabulary);
    if (unit.matches.length === 0 || units.length === MOST_UNITS) return undefined;
    return units.push(unit) - 1;
  };
  const alternativeOf = (typed: readonly string[], quality: number, isLast: boolean, mend: boolean): Alternative[] => {
    const needed = typed.map((word, index) => unitOf(word, isLast && index === typed.length - 1, mend));
    const found = needed.filter((unit) => unit !== undefined);
    return found.length === needed.length ? [{ units: found, quality }] : [];
  };
  const synonymAlternatives = (phrases: readonly Phrase[], quality: number) =>
    phrases.flatMap((phrase) => alternativeOf(phrase, quality, false, false));

  const slots: Slot[] = [];
  for (let index = 0; index < words.length; ) {
    const taken = phraseLength(words, index, vocabulary);
    const phrase = words.slice(index, index + taken);
    const isLast = index + taken === words.length;
    const alternatives = alternativesOf(phrase, isLast);
    slots.push({ typed: phrase.map(typedAs).join(" "), alternatives, ...importanceOf(alternatives, taken) });
    index += taken;
  }
  return { units, slots };

  function alternativesOf(phrase: readonly Word[], isLast: boolean): Alternative[] {
    const forms = phrase.map(({ word }) => wordForm(word));
    const [only] = phrase;
    if (phrase.length > 1 || only === undefined) {
      return [
        ...alternativeOf([phrase.map(({ word }) => word).join("")], 1, isLast, false),
        ...alternativeOf(
          phrase.map(({ word }) => word),
          1,
          isLast,
          true,
        ),
        ...synonymAlternatives(synonymsOf(forms), SYNONYM),
      ];
    }
    const halves = vocabulary.find(only.word) === undefined ? halvesOf(only.word, vocabulary) : [];
    const begun = isLast && stillTyping && only.word.length >= 3 ? synonymsOfBeginning(only.word, 4) : [];
    return [
      ...alternativeOf([only.word], 1, isLast, true),
      ...(only.parts.length > 0 ? alternativeOf(only.parts, IN_PARTS, isLast, true) : []),
      ...(halves.length > 0 ? alternativeOf(halves, IN_PARTS, isLast, false) : []),
      ...synonymAlternatives(synonymsOf(forms), SYNONYM),
      ...synonymAlternatives(begun, SYNONYM_BEGUN),
    ];
  }

  // Inverse document frequency, as in BM25, of the easiest way to satisfy the slot.
  function importanceOf(alternatives: readonly Alternative[], wordCount: number): Pick<Slot, "importance" | "isModifier"> {
    let documents = 0;
    let modifierShare = 0;
    for (const alternative of alternatives) {
      const counts = alternative.units.map((unit) => documentsOf(units[unit]?.matches ?? []));
      const rarest = Math.min(...counts);
      if (rarest <= documents) continue;
      documents = Math.min(rarest, styles);
      const shares = alternative.units.map((unit) => modifierShareOf(units[unit]?.matches ?? []));
      modifierShare = Math.min(...shares);
    }
    const rarity = Math.log(1 + (styles - documents + 0.5) / (documents + 0.5));
    const isModifier = modifierShare > 0.5;
    return { importance: wordCount * (isModifier ? Math.min(rarity, MODIFIER_IMPORTANCE) : rarity), isModifier };
  }

  function documentsOf(matches: readonly TermMatch[]): number {
    return matches.reduce((sum, { term }) => sum + vocabulary.documents(term), 0);
  }

  function modifierShareOf(matches: readonly TermMatch[]): number {
    const asModifier = matches.reduce((sum, { term }) => sum + vocabulary.documents(term) * vocabulary.modifierShare(term), 0);
    return asModifier / Math.max(1, documentsOf(matches));
  }
}

function matchWord(typed: string, isBeginning: boolean, mend: Pass | "never", vocabulary: Vocabulary): Unit {
  const answers = new Map<number, Answer>();
  const add = (matches: readonly TermMatch[], share: number, isLoose: boolean) => {
    for (const { term, quality } of matches) {
      const known = answers.get(term);
      if (known === undefined || known.quality < quality * share) answers.set(term, { term, quality: quality * share, isLoose });
    }
  };
  const exact = vocabulary.find(typed);
  add(isBeginning ? vocabulary.beginningWith(typed) : vocabulary.inflectionsOf(typed), 1, false);
  if (exact !== undefined) add([{ term: exact, quality: 1 }], 1, false);
  const isUnknown = answers.size === 0;
  if (mend === "loose" || (mend === "strict" && isUnknown)) {
    const share = isUnknown ? 1 : DOUBTED;
    add(vocabulary.resembling(typed, "word"), share, true);
    if (isBeginning) add(vocabulary.resembling(typed, "beginning"), share * DOUBTED, true);
  }
  return { typed, matches: [...answers.values()] };
}

// How many of the words from here on stand together: a phrase of the synonym table, or two words that the shop
// writes as one ("t shirt", "trench coat").
function phraseLength(words: readonly Word[], from: number, vocabulary: Vocabulary): number {
  const forms = words.slice(from, from + LONGEST_PHRASE).map(({ word }) => wordForm(word));
  for (let length = forms.length; length > 1; length--) {
    if (synonymsOf(forms.slice(0, length)).length > 0) return length;
  }
  const [first, second] = words.slice(from, from + 2);
  return first && second && vocabulary.find(first.word + second.word) !== undefined ? 2 : 1;
}

// Two words of the shop that someone wrote as one: "trenchcoat" where the shop has "trench coat".
function halvesOf(word: string, vocabulary: Vocabulary): readonly string[] {
  for (let cut = 3; cut <= word.length - 3; cut++) {
    const halves = [word.slice(0, cut), word.slice(cut)];
    if (halves.every((half) => vocabulary.find(half) !== undefined)) return halves;
  }
  return [];
}

function typedAs({ word, parts }: Word): string {
  return parts.length > 0 ? parts.join("-") : word;
}
