/**
 * What a location's record says of one variant. The words are the field's:
 * on hand = available + reserved + leased + unavailable; safety is never promised remotely.
 */
export type StockLevel = {
  readonly onHand: number;
  readonly reserved: number;
  readonly leased: number;
  readonly safety: number;
  readonly unavailable: number;
};

/** Units a customer standing in this location may take away. May be negative; the record then misses a movement. */
export function availableHere(level: StockLevel): number {
  return level.onHand - level.unavailable - level.reserved - level.leased;
}

/** ATP: units that may be promised to somebody elsewhere. The guarded update in `packages/db` asks the same. */
export function availableToPromise(level: StockLevel): number {
  return availableHere(level) - level.safety;
}
