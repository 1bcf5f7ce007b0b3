import { splitWords, type Word } from "./split-words.ts";
import { LONGEST_PHRASE, type Phrase, synonymsOf, synonymsOfBeginning } from "./synonyms.ts";
import type { Vocabulary } from "./vocabulary.ts";
import type { Answer, Pass, WordAnswers } from "./word-answers.ts";
import { wordForm } from "./word-forms.ts";

/** One word to look for and every term that answers it. */
export type Unit = { readonly typed: string; readonly answers: readonly Answer[] };

/** One way to satisfy a slot: all of these units (numbers into `units`). */
export type Alternative = { readonly units: readonly number[]; readonly quality: number };

/** One thing the query asks for: a word or a phrase, with everything else it may be called. */
export type Slot = {
  readonly typed: string;
  readonly alternatives: readonly Alternative[];
  readonly importance: number;
  /** A colour or a department: tells things of one kind apart, and is the first to be done without. */
  readonly isModifier: boolean;
};

/**
 * A query made ready: `cashmere tee shirt` has the slots `cashmere` and `tee shirt`, and the second is satisfied by the
 * units `tee` and `shirt`, or by `t-shirt`. At most 31 units, so that the units a style has fit one number.
 */
export type QueryPlan = { readonly units: readonly Unit[]; readonly slots: readonly Slot[] };

const MOST_UNITS = 31;
const MOST_WORDS = 12;
const MOST_LETTERS = 200;
const IN_PARTS = 0.9;
const SYNONYM = 0.8;
const SYNONYM_BEGUN = 0.6;
/** A colour or a department may be rare and is still less important than the thing itself. */
const MODIFIER_IMPORTANCE = 2;

const FILLERS: ReadonlySet<string> = new Set(["a", "an", "and", "for", "from", "in", "of", "on", "or", "the", "to", "with"]);

/** The catalogue a query is planned for; `styles` is how many it has. */
export type PlanContext = {
  readonly pass: Pass;
  readonly answers: WordAnswers;
  readonly vocabulary: Vocabulary;
  readonly styles: number;
};

export function planQuery(query: string, { pass, answers: answersTo, vocabulary, styles }: PlanContext): QueryPlan {
  const text = query.slice(0, MOST_LETTERS);
  const all = splitWords(text);
  const meant = all.filter(({ word }) => !FILLERS.has(word));
  const words = (meant.length > 0 ? meant : all).slice(0, MOST_WORDS);
  const last = /\s$/.test(text) ? undefined : words.at(-1);
  const units: Unit[] = [];
  const slots: Slot[] = [];
  for (let index = 0; index < words.length; ) {
    const phrase = words.slice(index, index + phraseLength(words.slice(index, index + LONGEST_PHRASE), vocabulary));
    const alternatives = phrase.length === 1 ? alternativesOfWord(phrase) : alternativesOfPhrase(phrase);
    slots.push({ typed: phrase.map(typedAs).join(" "), alternatives, ...importanceOf(alternatives, phrase.length) });
    index += phrase.length;
  }
  return { units, slots };

  function alternativesOfWord(phrase: readonly Word[]): Alternative[] {
    return phrase.flatMap((word) => [
      ...allOf([word.word], { quality: 1, isLast: word === last, mending: pass }),
      ...allOf(word.parts, { quality: IN_PARTS, isLast: word === last, mending: pass }),
      ...allOf(halvesOf(word.word, vocabulary), { quality: IN_PARTS, isLast: word === last }),
      ...anyOf(synonymsOf([wordForm(word.word)]), SYNONYM),
      ...(word === last && word.word.length >= 3 ? anyOf(synonymsOfBeginning(word.word, 4), SYNONYM_BEGUN) : []),
    ]);
  }

  function alternativesOfPhrase(phrase: readonly Word[]): Alternative[] {
    const typed = phrase.map(({ word }) => word);
    const isLast = phrase.at(-1) === last;
    return [
      ...allOf([typed.join("")], { quality: 1, isLast }),
      ...allOf(typed, { quality: 1, isLast, mending: pass }),
      ...anyOf(synonymsOf(typed.map(wordForm)), SYNONYM),
    ];
  }

  function anyOf(phrases: readonly Phrase[], quality: number): Alternative[] {
    return phrases.flatMap((phrase) => allOf(phrase, { quality, isLast: false }));
  }

  // The alternative that needs each of these words, or none when the catalogue lacks one. Only mended words may be misspelt.
  function allOf(typed: readonly string[], options: { quality: number; isLast: boolean; mending?: Pass }): Alternative[] {
    const found = typed.map((word, index) =>
      answersTo(word, { isBeginning: options.isLast && index === typed.length - 1, mending: options.mending ?? "none" }),
    );
    const isPossible =
      found.length > 0 && found.every((answers) => answers.length > 0) && units.length + found.length <= MOST_UNITS;
    if (!isPossible) return [];
    const first = units.length;
    for (const [index, answers] of found.entries()) units.push({ typed: typed[index] ?? "", answers });
    return [{ units: found.map((_, index) => first + index), quality: options.quality }];
  }

  // Inverse document frequency, as in BM25, of the easiest way to satisfy the slot.
  function importanceOf(alternatives: readonly Alternative[], words: number): Pick<Slot, "importance" | "isModifier"> {
    let documents = 0;
    let isModifier = false;
    for (const alternative of alternatives) {
      const counts = alternative.units.map((unit) => countAnswers(units[unit]?.answers ?? [], vocabulary));
      const rarest = Math.min(...counts.map((count) => count.documents));
      if (rarest <= documents) continue;
      documents = Math.min(rarest, styles);
      isModifier = counts.every((count) => count.asModifier * 2 > count.documents);
    }
    const rarity = Math.log(1 + (styles - documents + 0.5) / (documents + 0.5));
    return { importance: words * (isModifier ? Math.min(rarity, MODIFIER_IMPORTANCE) : rarity), isModifier };
  }
}

function countAnswers(answers: readonly Answer[], vocabulary: Vocabulary): { documents: number; asModifier: number } {
  let documents = 0;
  let asModifier = 0;
  for (const { term } of answers) {
    documents += vocabulary.documents[term] ?? 0;
    asModifier += vocabulary.asModifier[term] ?? 0;
  }
  return { documents, asModifier };
}

// How many of these words, from the first, stand together: a phrase of the synonym table, or two words that the shop
// writes as one ("t shirt", "trench coat").
function phraseLength(words: readonly Word[], vocabulary: Vocabulary): number {
  const forms = words.map(({ word }) => wordForm(word));
  for (let length = forms.length; length > 1; length--) {
    if (synonymsOf(forms.slice(0, length)).length > 0) return length;
  }
  const [first, second] = words;
  return first && second && vocabulary.find(first.word + second.word) !== undefined ? 2 : 1;
}

// Two words of the shop that someone wrote as one: "trenchcoat" where the shop has only "trench coat".
function halvesOf(word: string, vocabulary: Vocabulary): readonly string[] {
  if (vocabulary.find(word) !== undefined) return [];
  for (let cut = 3; cut <= word.length - 3; cut++) {
    const halves = [word.slice(0, cut), word.slice(cut)];
    if (halves.every((half) => vocabulary.find(half) !== undefined)) return halves;
  }
  return [];
}

function typedAs({ word, parts }: Word): string {
  return parts.length > 0 ? parts.join("-") : word;
}
