import { Gtin14 } from "@aisle/domain";
import { expect, test } from "vitest";
import { buildScaleCatalogue } from "./load-scale.ts";

test("yields as many styles as asked, each with as many variants, without repeating a SKU, handle, name or GTIN", () => {
  const styles = [...buildScaleCatalogue({ styles: 12_500, variantsPerStyle: 8, seed: 3 })];
  const variants = styles.flatMap((style) => style.variants);
  expect(styles).toHaveLength(12_500);
  expect(styles.filter((style) => style.variants.length !== 8)).toEqual([]);
  expect(new Set(variants.map(({ sku }) => sku.toLowerCase())).size).toBe(100_000);
  expect(new Set(variants.map(({ gtin14 }) => gtin14)).size).toBe(100_000);
  expect(new Set(styles.map(({ styleId }) => styleId)).size).toBe(12_500);
  expect(new Set(styles.map(({ brand, title }) => `${brand} ${title}`)).size).toBe(12_500);
  expect(variants.filter((_, index) => index % 997 === 0).every(({ gtin14 }) => Gtin14.safeParse(gtin14).success)).toBe(true);
});

test("is the same for the same seed", () => {
  const first = [...buildScaleCatalogue({ styles: 50, variantsPerStyle: 8, seed: 3 })];
  expect([...buildScaleCatalogue({ styles: 50, variantsPerStyle: 8, seed: 3 })]).toEqual(first);
  expect([...buildScaleCatalogue({ styles: 50, variantsPerStyle: 8, seed: 4 })]).not.toEqual(first);
});
