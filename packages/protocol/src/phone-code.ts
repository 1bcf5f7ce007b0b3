/** Without 0 and O, 1, I and L, U and V side by side: what is read aloud or off a screen is typed right. 30^8 codes. */
const LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
export const PHONE_CODE_LENGTH = 8;

/** A new code out of random bytes: one is drawn for each letter, and those that would favour some letters are passed over. */
export function makePhoneCode(randomByte: () => number): string {
  let code = "";
  while (code.length < PHONE_CODE_LENGTH) {
    const byte = randomByte();
    if (byte < LETTERS.length * 8) code += LETTERS[byte % LETTERS.length];
  }
  return code;
}

/** `XK4T9PQM` as people see it: `XK4T-9PQM`. */
export function showPhoneCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** What a phone shows or its camera reads: the address of the join screen with the code behind `#`, which no server ever sees. */
export function joinAddress(origin: string, code: string): string {
  return `${origin}/join#${code}`;
}

/** The code in what was typed or scanned, with or without its dash, or as a join address; null where there is none. */
export function readPhoneCode(text: string): string | null {
  const typed = text.includes("#") ? text.slice(text.lastIndexOf("#") + 1) : text;
  const code = typed.replace(/[\s-]/g, "").toUpperCase();
  return code.length === PHONE_CODE_LENGTH && [...code].every((letter) => LETTERS.includes(letter)) ? code : null;
}
