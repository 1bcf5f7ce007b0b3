/** Digits of a PIN: what NIST SP 800-63B-4 asks of a secret that opens something one holds (3.2.10: at least four, better six). */
export const PIN_LENGTH = 6;

export type PinProblem = "not-six-digits" | "too-easy";

/** What people choose first. A phone gives ten tries at most, so these few are most of what guessing could ever win. */
const FAVOURITES = new Set(
  (
    "007007 010203 030201 101010 112358 123123 123321 123654 131313 135790 141421 142536 142857 147258 147852 159357 159753 " +
    "160693 202020 246810 252525 258456 272727 292513 314159 321321 420420 456123 456654 520520 654456 666999 696969 717171 " +
    "741852 753951 789456 789789 802468 852456 852963 963852 987456 998877"
  ).split(" "),
);
const UP = "01234567890123456789";
const DOWN = [...UP].reverse().join("");

/** Why this PIN can't be chosen, or null. NIST SP 800-63B-4, 3.1.1.2: compared with a list of common and expected values. */
export function problemOfPin(pin: string): PinProblem | null {
  if (!/^\d{6}$/.test(pin)) return "not-six-digits";
  return isRepeated(pin) || isRun(pin) || hasYear(pin) || isDate(pin) || FAVOURITES.has(pin) ? "too-easy" : null;
}

/** `111111`, `121212`, `123123`, `112233`: one, two or three digits over and over, or pairs. */
function isRepeated(pin: string): boolean {
  return /^(\d{1,3})\1+$/.test(pin) || /^(\d)\1(\d)\2(\d)\3$/.test(pin) || /(\d)\1{3}/.test(pin);
}

function isRun(pin: string): boolean {
  return UP.includes(pin) || DOWN.includes(pin);
}

/** A year of a living person's, first or last: `198704`, `041987`. */
function hasYear(pin: string): boolean {
  return /^(19|20)\d\d/.test(pin) || /(19|20)\d\d$/.test(pin);
}

/** A birthday in any order: `140287`, `021487`, `870214`. */
function isDate(pin: string): boolean {
  const [a = 0, b = 0, c = 0] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4)].map(Number);
  const isDay = (number: number) => number >= 1 && number <= 31;
  const isMonth = (number: number) => number >= 1 && number <= 12;
  return (isDay(a) && isMonth(b)) || (isMonth(a) && isDay(b)) || (isMonth(b) && isDay(c));
}
