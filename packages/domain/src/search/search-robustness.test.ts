import { describe, expect, it } from "vitest";
import { searchCatalogue } from "./catalogue-search.ts";
import { createCodeIndex } from "./code-index.ts";
import { createPeopleIndex } from "./people-index.ts";
import { createSearchIndex } from "./search-index.ts";
import { hasDataset, readEvalStyles, readNaughtyStrings, readShopQueries } from "./testing/search-datasets.ts";

const isHere = ["search-eval", "search-queries", "naughty-strings"].map(hasDataset).every((here) => here);

describe.skipIf(!isHere)("search under real and hostile typing", () => {
  const build = () => {
    const styles = readEvalStyles();
    const words = createSearchIndex();
    words.setPart("all", { documents: styles.map(({ document }) => document), firstStyle: 0 });
    const codes = createCodeIndex();
    codes.setPart("all", { codes: styles.map((style) => style.codes), firstVariant: 0 });
    return { words, codes, styleOfVariant: (variant: number) => variant };
  };

  it("answers 120 shop queries key by key with at most ten different styles in falling order of score", () => {
    const catalogue = build();
    for (const query of readShopQueries()) {
      for (let keys = 1; keys <= query.length; keys++) {
        const { hits, complete, total } = searchCatalogue({ query: query.slice(0, keys), limit: 10 }, catalogue);
        expect(hits.length).toBeLessThanOrEqual(10);
        expect(complete).toBeLessThanOrEqual(Math.min(hits.length, total));
        expect(new Set(hits.map(({ style }) => style)).size).toBe(hits.length);
        const scores = hits.slice(0, complete).map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((left, right) => right - left));
      }
    }
  });

  it("answers every naughty string, as a query and as text to be indexed", () => {
    const catalogue = build();
    const naughty = readNaughtyStrings();
    const documents = naughty.map((title) => ({
      title,
      brand: title,
      category: title,
      department: title,
      colours: [title],
      tags: [title],
    }));
    catalogue.words.setPart("naughty", { documents, firstStyle: 100_000 });
    const people = createPeopleIndex(naughty.map((name, row) => ({ id: String(row), name, phone: name, email: name })));
    for (const query of [...naughty, "a".repeat(100_000), "é".repeat(5_000), "1".repeat(5_000), "t-".repeat(5_000)]) {
      expect(searchCatalogue({ query, limit: 10 }, catalogue).hits.length).toBeLessThanOrEqual(10);
      expect(people.search(query, { limit: 5 }).length).toBeLessThanOrEqual(5);
    }
  });

  it("finds every naughty string that has letters or digits when it is the name of a client", () => {
    const naughty = readNaughtyStrings().filter(
      (name) => /^[\p{L}\p{N} ]{2,60}$/u.test(name.normalize("NFKC")) && /\p{L}/u.test(name),
    );
    const people = createPeopleIndex(naughty.map((name) => ({ id: name, name, phone: null, email: null })));
    const missing = naughty.filter((name) => !people.search(name, { limit: 100 }).some(({ id }) => id === name));
    expect(naughty.length).toBeGreaterThan(50);
    expect(missing).toEqual([]);
  });
});
