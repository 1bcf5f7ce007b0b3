export type SearchHit = { readonly style: number; readonly score: number };

/** Keeps the best `limit` of any number of hits, best first; equal scores stay in catalogue order. */
export function createTopHits(limit: number): { offer: (style: number, score: number) => void; hits: () => SearchHit[] } {
  const kept: SearchHit[] = [];
  return {
    offer: (style, score) => {
      if (kept.length === limit) {
        const worst = kept[limit - 1];
        if (worst === undefined || score <= worst.score) return;
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
  };
}
