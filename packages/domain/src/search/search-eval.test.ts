import { describe, expect, it } from "vitest";
import { searchCatalogue } from "./catalogue-search.ts";
import { createCodeIndex } from "./code-index.ts";
import { createSearchIndex } from "./search-index.ts";
import { type EvalStyle, hasDataset, readEvalQueries, readEvalStyles } from "./testing/search-datasets.ts";

describe.skipIf(!hasDataset("search-eval"))("search over the 7,128 products of search-eval", () => {
  it("has an nDCG@10 of at least 0.95 over all queries and 0.90 in every family", () => {
    const families = scoresByFamily(readEvalStyles());
    for (const [family, scores] of families) {
      process.stdout.write(`nDCG@10 ${mean(scores).toFixed(3)} ${family} (${scores.length})\n`);
    }
    const all = mean([...families.values()].flat());
    process.stdout.write(`nDCG@10 ${all.toFixed(3)} all; template queries with mechanical relevance\n`);
    expect(all).toBeGreaterThanOrEqual(0.95);
    for (const scores of families.values()) expect(mean(scores)).toBeGreaterThanOrEqual(0.9);
  });

  it("stays at 0.90 or above where the shop names colours in its titles only", () => {
    const styles = readEvalStyles().map((style) => ({ ...style, document: { ...style.document, colours: [] } }));
    const all = mean([...scoresByFamily(styles).values()].flat());
    process.stdout.write(`nDCG@10 ${all.toFixed(3)} all, without a field for colours\n`);
    expect(all).toBeGreaterThanOrEqual(0.9);
  });
});

function scoresByFamily(styles: readonly EvalStyle[]): Map<string, number[]> {
  const words = createSearchIndex();
  words.setPart("all", { documents: styles.map(({ document }) => document), firstStyle: 0 });
  const codes = createCodeIndex();
  codes.setPart("all", { codes: styles.map((style) => style.codes), firstVariant: 0 });
  const catalogue = { words, codes, styleOfVariant: (variant: number) => variant };
  const families = new Map<string, number[]>();
  for (const { family, query, rel } of readEvalQueries()) {
    const { hits } = searchCatalogue({ query, limit: 10 }, catalogue);
    const found = hits.map(({ style }) => rel[styles[style]?.codes.sku ?? ""] ?? 0);
    families.set(family, [...(families.get(family) ?? []), ndcgAt10(found, Object.values(rel))]);
  }
  return families;
}

// Järvelin and Kekäläinen (2002) with gain 2^relevance - 1.
function ndcgAt10(found: readonly number[], relevant: readonly number[]): number {
  const ideal = relevant.toSorted((left, right) => right - left);
  return gain(found) / gain(ideal);
}

function gain(relevance: readonly number[]): number {
  return relevance.slice(0, 10).reduce((sum, value, place) => sum + (2 ** value - 1) / Math.log2(place + 2), 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
