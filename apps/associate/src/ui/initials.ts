const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const JOINED_SCRIPTS =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Thai}\p{Script=Bengali}\p{Script=Tamil}]/u;
const CHINESE_JAPANESE_KOREAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const STARTS_A_NAME = /[\p{L}\p{N}\p{Emoji_Presentation}]/u;

/**
 * `AR` for Ana Ruiz: the first letters of the first and the last name. One letter where scripts join their letters or write
 * a whole name without spaces, since two would read as a word. `?` when nothing in the name can stand for it.
 */
export function initialsOf(name: string): string {
  const words = name
    .normalize("NFC")
    .split(/[\s\u00a0·,()"“”]+/u)
    .map((word) => graphemesOf(word).find((grapheme) => STARTS_A_NAME.test(grapheme)))
    .filter((first) => first !== undefined);
  const first = words[0];
  if (first === undefined) return "?";
  const last = words.at(-1);
  const takesOne = words.length === 1 || last === undefined || JOINED_SCRIPTS.test(first) || CHINESE_JAPANESE_KOREAN.test(first);
  return (takesOne ? first : `${first}${last}`).toLocaleUpperCase();
}

function graphemesOf(word: string): string[] {
  return [...GRAPHEMES.segment(word)].map((part) => part.segment);
}
