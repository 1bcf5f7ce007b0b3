import { inflectionsOf, type TermMatch, wordsBeginningWith, wordsResembling } from "./match-word.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A term that answers a typed word. A loose one is another spelling, not what was typed. */
export type Answer = TermMatch & { readonly isLoose: boolean };

/** `strict` corrects only words that the catalogue does not have; `loose` doubts every word. */
export type Pass = "strict" | "loose";

export type AnswerOptions = {
  /** Whether the word is still being typed. */
  readonly isBeginning: boolean;
  readonly mending: Pass | "none";
};

/** Every term of the catalogue that answers a word. */
export type WordAnswers = (typed: string, options: AnswerOptions) => readonly Answer[];

const DOUBTED = 0.8;
const MOST_REMEMBERED = 500;

/**
 * Answers words and remembers what it answered, since every keystroke asks for the words before it again. To be made
 * anew when the vocabulary has changed.
 */
export function createWordAnswers(vocabulary: Vocabulary): WordAnswers {
  const known = new Map<string, readonly Answer[]>();
  return (typed, options) => {
    const key = `${typed} ${options.isBeginning} ${options.mending}`;
    const answers = known.get(key) ?? findAnswers(typed, options, vocabulary);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, answers);
    return answers;
  };
}

function findAnswers(typed: string, { isBeginning, mending }: AnswerOptions, vocabulary: Vocabulary): readonly Answer[] {
  const answers = new Map<number, Answer>();
  const add = (matches: readonly TermMatch[], spelling: { share: number; isLoose: boolean }) => {
    for (const { term, quality } of matches) {
      const answer = { term, quality: quality * spelling.share, isLoose: spelling.isLoose };
      if (answer.quality > (answers.get(term)?.quality ?? 0)) answers.set(term, answer);
    }
  };
  const asTyped = { share: 1, isLoose: false };
  add(isBeginning ? wordsBeginningWith(typed, vocabulary) : inflectionsOf(typed, vocabulary), asTyped);
  const exact = vocabulary.find(typed);
  if (exact !== undefined) add([{ term: exact, quality: 1 }], asTyped);
  const isUnknown = answers.size === 0;
  if (mending === "loose" || (mending === "strict" && isUnknown)) {
    const against = isBeginning ? "beginning" : "word";
    add(wordsResembling(typed, against, vocabulary), { share: isUnknown ? 1 : DOUBTED, isLoose: true });
  }
  return [...answers.values()];
}
