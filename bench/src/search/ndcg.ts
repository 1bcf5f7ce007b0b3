import type { RealQuery } from "./real-catalogue.ts";
import type { Find, RealStyle } from "./search-engines.ts";

/** Mean nDCG@10 over the queries (Järvelin and Kekäläinen, 2002; gain 2^relevance - 1). */
export function meanNdcg(
  find: Find,
  { queries, styles }: { queries: readonly RealQuery[]; styles: readonly RealStyle[] },
): number {
  const scores = queries.map(({ query, relevance }) => {
    const found = find(query).map((style) => relevance[styles[style]?.codes[0]?.sku ?? ""] ?? 0);
    const ideal = Object.values(relevance).sort((left, right) => right - left);
    return gain(found) / gain(ideal);
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function gain(relevance: readonly number[]): number {
  return relevance.slice(0, 10).reduce((sum, value, place) => sum + (2 ** value - 1) / Math.log2(place + 2), 0);
}
