// Rows of the distance matrix, kept between calls: a keystroke compares thousands of words.
const LONGEST = 64;
let before = new Uint8Array(LONGEST + 2);
let last = new Uint8Array(LONGEST + 2);
let current = new Uint8Array(LONGEST + 2);

/** What a typed word is held against: a whole word, or the beginning of it that fits best (it is still being typed). */
export type Against = "word" | "beginning";

/**
 * Counts the edits from `typed` to a word (insert, delete, replace, swap neighbours: optimal string alignment); the
 * answer is `most + 1` when there are more than `most`. Words over 64 letters never match.
 */
export function createEditMeter({
  typed,
  most,
  against,
}: {
  typed: string;
  most: number;
  against: Against;
}): (word: string) => number {
  const tooFar = most + 1;
  const rows = typed.length;
  return (word) => {
    const columns = against === "word" ? word.length : Math.min(word.length, rows + most);
    if (rows > LONGEST || columns > LONGEST || Math.abs(columns - rows) > most) return tooFar;
    for (let column = 0; column <= columns; column++) last[column] = column;
    for (let row = 1; row <= rows; row++) {
      const letter = typed.charCodeAt(row - 1);
      current[0] = row;
      let best = row;
      for (let column = 1; column <= columns; column++) {
        const other = word.charCodeAt(column - 1);
        let edits = (last[column - 1] ?? 0) + (letter === other ? 0 : 1);
        edits = Math.min(edits, (last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
        if (row > 1 && column > 1 && letter === word.charCodeAt(column - 2) && typed.charCodeAt(row - 2) === other) {
          edits = Math.min(edits, (before[column - 2] ?? 0) + 1);
        }
        current[column] = edits;
        if (edits < best) best = edits;
      }
      if (best > most) return tooFar;
      [before, last, current] = [last, current, before];
    }
    if (against === "word") return Math.min(last[columns] ?? tooFar, tooFar);
    let best = tooFar;
    for (let column = 0; column <= columns; column++) best = Math.min(best, last[column] ?? tooFar);
    return best;
  };
}

/** How many edits a word of this length may be away and still be what was meant: 1 from 4 letters, 2 from 8. */
export function editsAllowed(length: number): number {
  if (length >= 8) return 2;
  return length >= 4 ? 1 : 0;
}

/**
 * Which letters a word has, as 32 bits: a word that lacks more of the typed letters than there may be edits need not
 * be compared at all.
 */
export function letterBits(word: string): number {
  let bits = 0;
  for (let index = 0; index < word.length; index++) bits |= 1 << (word.charCodeAt(index) & 31);
  return bits;
}

/** How many bits of a 32-bit number are set. */
export function countBits(value: number): number {
  const pairs = value - ((value >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
