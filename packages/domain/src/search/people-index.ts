import { foldText } from "./fold-text.ts";
import { type TermMatch, wordsBeginningWith, wordsResembling } from "./match-word.ts";
import { splitWords } from "./split-words.ts";
import { createVocabulary } from "./vocabulary.ts";

/** What a client is found by; `phone` and `email` as they were written down, or null. */
export type Person<Id extends string> = {
  readonly id: Id;
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
};

/** A higher score is a better answer, within one result only. */
export type PersonHit<Id extends string> = { readonly id: Id; readonly score: number };

/** Finds clients by name in any script, by the last digits of their phone, or by e-mail, in a list of some thousands. */
export type PeopleIndex<Id extends string> = {
  /** Adds a person, or replaces the one with that id. */
  readonly setPerson: (person: Person<Id>) => void;
  readonly removePerson: (id: Id) => void;
  /** Best first, at most `limit`. Every word of the query has to fit; misspelt names only where nothing else does. */
  readonly search: (query: string, options: { readonly limit: number }) => PersonHit<Id>[];
};

type Row = { readonly terms: readonly number[]; readonly digits: string; readonly email: string };

/** Fewer digits of a phone number than this say nothing. */
const SHORTEST_PHONE = 3;
const SHORTEST_EMAIL = 3;
const MOST_LETTERS = 100;
const MOST_WORDS = 8;

export function createPeopleIndex<Id extends string>(people: readonly Person<Id>[]): PeopleIndex<Id> {
  // Names have no plural and no synonyms: Ms Woman is not Ms Lady.
  const vocabulary = createVocabulary((word) => word);
  const rows = new Map<Id, Row>();

  const removePerson = (id: Id): void => {
    for (const term of rows.get(id)?.terms ?? []) vocabulary.removeDocument(term, "thing");
    rows.delete(id);
  };

  const setPerson = ({ id, name, phone, email }: Person<Id>): void => {
    removePerson(id);
    const words = splitWords(name).flatMap(({ word, parts }) => [word, ...parts]);
    const terms = [...new Set(words.map((word) => vocabulary.termOf(word, word)))];
    for (const term of terms) vocabulary.addDocument(term, "thing");
    rows.set(id, { terms, digits: digitsOf(phone ?? ""), email: foldText(email ?? "").trim() });
  };

  const answersTo = (typed: string, spelling: "as-typed" | "misspelt"): WordQuery => {
    const qualities = new Map<number, number>();
    const add = (matches: readonly TermMatch[], share: number) => {
      for (const { term, quality } of matches) qualities.set(term, Math.max(qualities.get(term) ?? 0, quality * share));
    };
    add(wordsBeginningWith(typed, vocabulary), 1);
    if (spelling === "misspelt") {
      add(wordsResembling(typed, "beginning", vocabulary), 1);
    }
    const exact = vocabulary.find(typed);
    if (exact !== undefined) add([{ term: exact, quality: 1 }], 1);
    return { qualities, digits: digitsOf(typed).length === typed.length && typed.length >= SHORTEST_PHONE ? typed : "" };
  };

  const searchWords = (text: string, spelling: "as-typed" | "misspelt"): PersonHit<Id>[] => {
    const words = splitWords(text).slice(0, MOST_WORDS);
    const queries = words.map(({ word }) => answersTo(word, spelling));
    if (queries.length === 0) return [];
    return everyone((row) => scoreWords(row, queries));
  };

  const everyone = (scoreOf: (row: Row) => number): PersonHit<Id>[] => {
    const hits: PersonHit<Id>[] = [];
    for (const [id, row] of rows) {
      const score = scoreOf(row);
      if (score > 0) hits.push({ id, score });
    }
    return hits.sort((left, right) => right.score - left.score);
  };

  for (const person of people) setPerson(person);

  return {
    setPerson,
    removePerson,
    search: (query, { limit }) => {
      const text = query.slice(0, MOST_LETTERS).trim();
      const digits = digitsOf(text);
      if (digits.length >= SHORTEST_PHONE && /^[\d\s()+./-]+$/.test(text)) {
        return everyone((row) => scorePhone(row, digits)).slice(0, limit);
      }
      const email = foldText(text);
      const byEmail = email.length < SHORTEST_EMAIL || /\s/.test(email) ? [] : everyone((row) => scoreEmail(row, email));
      const byName = searchWords(text, "as-typed");
      const exact = merge(byName, byEmail);
      return (exact.length > 0 ? exact : searchWords(text, "misspelt")).slice(0, limit);
    },
  };
}

/** A typed word: how well each term of the names answers it, and its digits when it may be the end of a phone number. */
type WordQuery = { readonly qualities: ReadonlyMap<number, number>; readonly digits: string };

// The sum over the query's words, or 0 as soon as one of them fits nothing about this person.
function scoreWords(row: Row, queries: readonly WordQuery[]): number {
  let score = 0;
  for (const { qualities, digits } of queries) {
    let best = digits === "" ? 0 : scorePhone(row, digits);
    for (const [place, term] of row.terms.entries()) {
      // A first name weighs a little more than the names after it.
      const quality = (qualities.get(term) ?? 0) * (place === 0 ? 1 : 0.95);
      if (quality > best) best = quality;
    }
    if (best === 0) return 0;
    score += best;
  }
  // Of two people who fit, the one with fewer other names is meant.
  return score / (1 + 0.05 * Math.max(0, row.terms.length - queries.length));
}

// People read out the end of a number, or the whole of it with the zero that stands for the country.
function scorePhone({ digits }: Row, typed: string): number {
  if (digits === "") return 0;
  if (digits.endsWith(typed)) return 1;
  const national = typed.replace(/^0+/, "");
  if (national.length < SHORTEST_PHONE) return 0;
  if (digits.endsWith(national)) return 0.9;
  return national.length > SHORTEST_PHONE && digits.includes(national) ? 0.5 : 0;
}

function scoreEmail({ email }: Row, typed: string): number {
  if (email === typed) return 2;
  if (email.startsWith(typed)) return 0.9;
  return typed.includes("@") && email.includes(typed) ? 0.6 : 0;
}

function digitsOf(text: string): string {
  return text.normalize("NFKC").replace(/\D+/g, "");
}

function merge<Id extends string>(first: readonly PersonHit<Id>[], second: readonly PersonHit<Id>[]): PersonHit<Id>[] {
  const best = new Map<Id, number>();
  for (const { id, score } of [...first, ...second]) best.set(id, Math.max(best.get(id) ?? 0, score));
  return Array.from(best, ([id, score]) => ({ id, score })).sort((left, right) => right.score - left.score);
}
