// Letters that Unicode does not decompose but that people type without their stroke or ligature.
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  æ: "ae",
  œ: "oe",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ħ: "h",
  ı: "i",
};

const FRACTIONS: Readonly<Record<string, string>> = { "¼": ".25", "½": ".5", "¾": ".75" };

/**
 * Lower case without diacritics: `Crème Brûlée` and `creme brulee` fold alike, in any script (NFKD without marks).
 * A vulgar fraction becomes a decimal, so that size `7½` is `7.5`; typographic apostrophes and hyphens become plain.
 */
export function foldText(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return text
    .replace(/ ?([¼½¾])/g, (_, sign: string) => FRACTIONS[sign] ?? "")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[ßøæœłđðþħı]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replace(/[\u2018\u2019\u02bc\u2032`´]/g, "'")
    .replace(/[\u2010\u2011\u2212\u00ad]/g, "-");
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 127) return false;
  return true;
}
