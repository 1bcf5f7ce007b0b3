/** Chance that can be repeated: the demo chain must be the same on every machine for one seed. */
export type Seeded = {
  /** A number in [0, 1). */
  readonly next: () => number;
  /** A whole number from `low` to `high`, both included. */
  readonly between: (low: number, high: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** `count` different items, in the order drawn; all of them when there are fewer. */
  readonly some: <Item>(items: readonly Item[], count: number) => Item[];
  readonly bytes: (count: number) => Uint8Array;
};

/** Mulberry32 over a seed and a label, so that one part of the chain can grow without changing the others. */
export function createSeeded(seed: number, label: string): Seeded {
  let state = hash(seed, label);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[between(0, items.length - 1)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  };
  return {
    next,
    between,
    pick,
    chance: (probability) => next() < probability,
    some: (items, count) => {
      const rest = [...items];
      const drawn = [];
      while (drawn.length < count && rest.length > 0) drawn.push(...rest.splice(between(0, rest.length - 1), 1));
      return drawn;
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => between(0, 255)),
  };
}

/** FNV-1a, 32 bits. */
function hash(seed: number, label: string): number {
  let value = 0x811c9dc5 ^ seed;
  for (const character of label) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}
