// Size runs, smallest first: the middle ones are the ones shops buy deepest.

const half = (from: number, to: number) => Array.from({ length: (to - from) * 2 + 1 }, (_, index) => String(from + index / 2));
const pairs = (waists: readonly number[], lengths: readonly number[]) =>
  waists.flatMap((waist) => lengths.map((length) => `${waist}/${length}`));

const RUNS = {
  letters: ["XS", "S", "M", "L", "XL"],
  mensLetters: ["S", "M", "L", "XL", "XXL"],
  dress: ["0", "2", "4", "6", "8", "10", "12", "14"],
  waist: ["24", "25", "26", "27", "28", "29", "30", "31", "32"],
  waistLength: pairs([30, 31, 32, 33, 34, 36], [30, 32]),
  suit: ["38S", "38R", "40S", "40R", "40L", "42R", "42L", "44R", "44L", "46R"],
  shoes: half(5, 11),
  mensShoes: half(7, 13),
  belt: ["S", "M", "L", "XL"],
  gloves: ["S", "M", "L"],
  one: ["One size"],
} as const satisfies Record<string, readonly string[]>;

export type SizeRun = keyof typeof RUNS;

export function sizesOf(run: SizeRun): readonly string[] {
  return RUNS[run];
}

/** The size inside a SKU: `7.5` is `075`, `32/30` is `3230`, `One size` is `OS`. */
export function sizeCode(run: SizeRun, size: string): string {
  if (run === "one") return "OS";
  if (run === "shoes" || run === "mensShoes") return String(Number(size) * 10).padStart(3, "0");
  return size.replace("/", "");
}
