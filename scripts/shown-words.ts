// Finds words in the app's code that people must never read. Good enough for code that Biome formats: it knows double-quoted
// strings, templates and the text between tags.
import { withoutComments } from "./source-files.ts";

/** "Waiting" is ours, "pending" is a programmer's: the words of ux.md are On this phone, Sending, Confirmed, Needs you. */
const NOT_FOR_PEOPLE = /\b(sync\w*|queue\w*|pending|servers?|errors?|oops)\b/i;
const SHOUTED = /[\p{L}\p{N}]!+(\s|$)/u;

/** The sentences and labels of a source file that hold a forbidden word or an exclamation mark. */
export function findUnkindWords(source: string): string[] {
  return shownTexts(source).filter((text) => NOT_FOR_PEOPLE.test(text) || SHOUTED.test(text));
}

/** Texts that people may see: between tags, and strings that read like words (a space, or a capital at the start). */
export function shownTexts(source: string): string[] {
  const code = withoutComments(source)
    .replace(/\b(import|export)\b[^;"]*?from\s*"[^"]+"/g, "")
    .replace(/\bimport\s*"[^"]+"/g, "")
    .replace(/\bextends Error\b/g, "")
    // What is thrown is read in logs.
    .replace(/\bError\(\s*("(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)/g, "");
  const strings = [...code.matchAll(/"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)]
    .map(([, quoted, template]) => quoted ?? (template ?? "").replace(/\$\{[^}]*\}/g, "…"))
    .filter((text) => /\S\s+\S|^\p{Lu}/u.test(text));
  const betweenTags = [...code.matchAll(/[>}]([^<>{}()=;"`]*\p{L}[^<>{}()=;"`]*)(?=[<{])/gu)].map(([, text = ""]) => text.trim());
  return [...strings, ...betweenTags];
}
