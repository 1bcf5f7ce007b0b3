const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  bull: "•",
  middot: "·",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  laquo: "«",
  raquo: "»",
  trade: "™",
  reg: "®",
  copy: "©",
  deg: "°",
  times: "×",
  frac12: "½",
  frac14: "¼",
  frac34: "¾",
  eacute: "é",
  egrave: "è",
  ecirc: "ê",
  agrave: "à",
  acirc: "â",
  ccedil: "ç",
  ocirc: "ô",
  auml: "ä",
  ouml: "ö",
  uuml: "ü",
  Auml: "Ä",
  Ouml: "Ö",
  Uuml: "Ü",
  szlig: "ß",
  ntilde: "ñ",
  oslash: "ø",
  aring: "å",
  euro: "€",
  pound: "£",
  yen: "¥",
  cent: "¢",
};

/** What a product's HTML description says, without its markup: paragraphs and list items on lines of their own. */
export function htmlToText(html: string): string {
  if (!/[<&]/.test(html)) return html;
  const text = html
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/<(script|style|head|title)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(/[ \t\r\n]+/g, " ")
    .replace(/<li\b[^>]*>/gi, "\n• ")
    .replace(/<\/?(p|div|br|ul|ol|tr|table|h[1-6]|section|article|blockquote|hr)\b[^>]*>/gi, "\n")
    .replace(/<\/t[dh]\s*>/gi, " ")
    // Only what looks like a tag: "size < 10 and > 5" stays.
    .replace(/<\/?[a-z][^<>]*>/gi, "");
  return decodeEntities(text)
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n• ?\n/g, "\n")
    .replace(/\n{2,}/g, "\n")
    .trim();
}

/** `&trade;`, `&#8482;` and `&#x2122;` as the characters they name; an unknown name stays as written. */
export function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z][a-z0-9]*);/gi, (written, name: string) => {
    if (!name.startsWith("#")) return NAMED[name] ?? NAMED[name.toLowerCase()] ?? written;
    const code = name[1] === "x" || name[1] === "X" ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : written;
  });
}
