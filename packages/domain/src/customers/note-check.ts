// What does not belong into words about a client: card numbers, which nobody may keep (PCI DSS 3.3), and the special categories of
// GDPR art. 9, which need a reason that a shop rarely has. The first are refused; the second are only asked about, since words
// alone cannot tell an allergy to wool from an illness.

/** Groups of digits, spaced or hyphenated as people write card numbers (ISO/IEC 7812), with what they write next to them. */
const DIGITS = /(?<![\d+])\d+(?:[ -]\d+)*/g;
/** First digits of the card schemes: Mastercard, American Express, Diners, Visa, Discover, UnionPay. */
const SCHEMES = /^(?:2[2-7]|3|4|5|6)/;

/** Whether the text holds what is a card number by its length, its scheme and its check digit. */
export function holdsCardNumber(text: string): boolean {
  for (const [found] of text.normalize("NFKC").matchAll(DIGITS)) {
    const groups = found.split(/[ -]/);
    for (let from = 0; from < groups.length; from++) {
      let digits = "";
      for (const group of groups.slice(from)) {
        digits += group;
        if (digits.length > 19) break;
        if (isCardLength(digits) && SCHEMES.test(digits) && hasLuhnDigit(digits)) return true;
      }
    }
  }
  return false;
}

/** 13 to 16 and 19 digits are in use. */
function isCardLength({ length }: string): boolean {
  return (length >= 13 && length <= 16) || length === 19;
}

/** ISO/IEC 7812-1, annex B: doubled from the right, every second one, the sum ends in 0. */
function hasLuhnDigit(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = digit * 2;
    sum += place % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

export type SensitiveTopic = "health" | "belief" | "origin" | "politics" | "intimate-life";

/** Beginnings of words, in the languages of the demo's stores. Short on purpose: a warning that always comes is not read. */
const TOPICS: Readonly<Record<SensitiveTopic, RegExp>> = {
  health:
    /\b(?:diabet|cancer|pregnan|depress|disab|chemo|hiv\b|epilep|medicat|therapist|illness|enceinte|malad|schwanger|krank|embaraz|enferm)/iu,
  belief: /\b(?:muslim|jewish|christian|catholic|hindu|buddhist|atheist|religio|mosque|synagogue|church\b)/iu,
  origin: /\b(?:ethnic|race\b|racial|black (?:man|woman)|white (?:man|woman)|asian (?:man|woman)|immigrant)/iu,
  politics: /\b(?:republican|democrat|conservative party|labour party|trade union|union member|votes for)/iu,
  "intimate-life": /\b(?:gay|lesbian|bisexual|transgender|homosexual|affair with|mistress)\b/iu,
};

/** What a note seems to say that the law guards most; empty for nearly every note. */
export function sensitiveTopicsIn(text: string): SensitiveTopic[] {
  // Boundary: Object.keys forgets that these are the topics.
  return (Object.keys(TOPICS) as SensitiveTopic[]).filter((topic) => TOPICS[topic].test(text));
}
