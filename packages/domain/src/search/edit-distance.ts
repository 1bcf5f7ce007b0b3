// Rows of the distance matrix, kept between calls: a keystroke compares thousands of words.
const LONGEST = 64;
let before = new Uint8Array(LONGEST + 2);
let last = new Uint8Array(LONGEST + 2);
let current = new Uint8Array(LONGEST + 2);

/** What `typed` is held against: the whole word, or the beginning of it that fits best (it is still being typed). */
export type Against = "word" | "beginning";

/**
 * Edits between two words (insert, delete, replace, swap neighbours: optimal string alignment), or `most + 1` when
 * there are more than `most`. Words over 64 letters never match.
 */
export function editDistance(typed: string, word: string, most: number, against: Against): number {
  const tooFar = most + 1;
  const rows = typed.length;
  const columns = against === "word" ? word.length : Math.min(word.length, rows + most);
  if (rows > LONGEST || columns > LONGEST || Math.abs(columns - rows) > most) return tooFar;
  for (let column = 0; column <= columns; column++) last[column] = column;
  for (let row = 1; row <= rows; row++) {
    const letter = typed.charCodeAt(row - 1);
    current[0] = row;
    let best = row;
    for (let column = 1; column <= columns; column++) {
      const other = word.charCodeAt(column - 1);
      let cost = (last[column - 1] ?? 0) + (letter === other ? 0 : 1);
      cost = Math.min(cost, (last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      if (row > 1 && column > 1 && letter === word.charCodeAt(column - 2) && typed.charCodeAt(row - 2) === other) {
        cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      }
      current[column] = cost;
      if (cost < best) best = cost;
    }
    if (best > most) return tooFar;
    [before, last, current] = [last, current, before];
  }
  if (against === "word") return Math.min(last[columns] ?? tooFar, tooFar);
  let best = tooFar;
  for (let column = 0; column <= columns; column++) best = Math.min(best, last[column] ?? tooFar);
  return best;
}

/** How many edits a word of this length may be away and still be what was meant: 1 from 4 letters, 2 from 8. */
export function editsAllowed(length: number): number {
  if (length >= 8) return 2;
  return length >= 4 ? 1 : 0;
}

/**
 * Which letters a word has, as 32 bits. One edit changes at most two bits, so words whose bits differ in more
 * than `2 * edits` places need not be compared.
 */
export function letterBits(word: string): number {
  let bits = 0;
  for (let index = 0; index < word.length; index++) bits |= 1 << (word.charCodeAt(index) & 31);
  return bits;
}

/** How many bits of a 32-bit number are set. */
export function countBits(value: number): number {
  let bits = value - ((value >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
