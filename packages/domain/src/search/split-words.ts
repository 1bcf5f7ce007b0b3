import { foldText } from "./fold-text.ts";

/**
 * One run of text as people write it. `word` is the run without its joints (`t-shirt` -> `tshirt`), `parts` are the
 * pieces of a hyphenated run (`lace-ups` -> `lace`, `ups`; empty for a plain word): shops spell it all three ways.
 */
export type Word = { readonly word: string; readonly parts: readonly string[] };

const RUN = /[a-z0-9]+(?:['.,/&+-][a-z0-9]+)*/g;
const RUN_OF_ANY_SCRIPT = /[\p{L}\p{N}]+(?:['.,/&+-][\p{L}\p{N}]+)*/gu;
const NO_PARTS: readonly string[] = [];

// Scripts written without spaces: each sign is a word of its own, or nothing but whole sentences would ever match.
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Folds a text and splits it into words, in order. Never throws; signs that are neither letter nor number part words. */
export function splitWords(text: string): Word[] {
  const folded = foldText(text);
  const words: Word[] = [];
  for (const run of folded.match(/[^ -~]/.test(folded) ? RUN_OF_ANY_SCRIPT : RUN) ?? []) addRun(run, words);
  return words;
}

function addRun(run: string, words: Word[]): void {
  if (/^[a-z0-9]+$/.test(run)) words.push({ word: run, parts: NO_PARTS });
  else if (UNSPACED.test(run)) addSigns(run, words);
  else if (/[./,]/.test(run)) addPunctuated(run, words);
  else addHyphenated(run, words);
}

function addSigns(run: string, words: Word[]): void {
  let spaced = "";
  const flush = () => {
    if (spaced !== "") words.push({ word: spaced, parts: NO_PARTS });
    spaced = "";
  };
  for (const sign of run) {
    if (UNSPACED.test(sign)) {
      flush();
      words.push({ word: sign, parts: NO_PARTS });
    } else if (/[\p{L}\p{N}]/u.test(sign)) spaced += sign;
    else flush();
  }
  flush();
}

// A point or comma between digits is a decimal (7.5, 7,5) and a slash between digits a pair of sizes (32/32);
// anywhere else they part words (cowboy/biker).
function addPunctuated(run: string, words: Word[]): void {
  if (/^\d+[.,]\d+$/.test(run)) words.push({ word: run.replace(",", "."), parts: NO_PARTS });
  else if (/^\d+\/\d+$/.test(run)) words.push({ word: run, parts: run.split("/") });
  else for (const piece of run.split(/[./,]/)) if (piece !== "") addRun(piece, words);
}

function addHyphenated(run: string, words: Word[]): void {
  const plain = run.replaceAll("'", "");
  const parts = plain.split(/[&+-]/).filter((part) => part !== "");
  words.push({ word: parts.join(""), parts: parts.length > 1 ? parts : NO_PARTS });
}
