/** `style` is the ordinal of a style; a higher score is a better answer, within one result only. */
export type SearchHit = { readonly style: number; readonly score: number };

export type TopHits = {
  readonly offer: (style: number, score: number) => void;
  readonly hits: () => readonly SearchHit[];
  /** How many were offered, kept or not. */
  readonly offered: () => number;
};

/** Keeps the best `limit` of any number of hits, best first; equal scores stay in the order of offering. */
export function createTopHits(limit: number): TopHits {
  const kept: SearchHit[] = [];
  let offered = 0;
  return {
    offer: (style, score) => {
      offered++;
      if (kept.length >= limit) {
        if (score <= (kept.at(-1)?.score ?? Number.POSITIVE_INFINITY)) return;
        kept.pop();
      }
      let low = 0;
      let high = kept.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if ((kept[middle]?.score ?? 0) >= score) low = middle + 1;
        else high = middle;
      }
      kept.splice(low, 0, { style, score });
    },
    hits: () => kept,
    offered: () => offered,
  };
}
