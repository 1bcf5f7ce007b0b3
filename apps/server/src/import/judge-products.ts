import { reportFound, type Writing } from "./sql-problems.ts";
import type { ProductFile } from "./write-products.ts";

/**
 * Makes style_pick and variant_pick of the staged rows: one row per handle and per SKU without regard to letter case, the
 * first that stands in the file. Everything else is reported, except lines that say the same again.
 */
export async function judgeProducts(writing: Writing, file: ProductFile): Promise<void> {
  const { tx } = writing;
  await giveVariantsToParents(writing);
  for (const [table, key] of [
    ["import_style", "style_id"],
    ["import_variant", "sku"],
  ]) {
    await tx.execute(`create index on ${table} (lower(${key}), row)`);
    await tx.execute(`analyze ${table}`);
  }
  await pickStyles(writing, file);
  await pickVariants(writing);
  await pickPrices(writing, file);
  await dropOrphans(writing);
}

/** Magento: a simple product belongs to the style that names it in this file, else to its style in the database. */
async function giveVariantsToParents(writing: Writing): Promise<void> {
  const { tx } = writing;
  await tx.execute("create index on import_link (lower(sku))");
  await tx.execute("analyze import_link");
  await tx.execute(
    `update import_variant v set style_id = l.style_id, option_values = l.option_values, is_provisional = false
     from import_link l where v.is_provisional and lower(l.sku) = lower(v.sku)`,
  );
  await tx.execute(
    `update import_variant v set style_id = k.style_id, option_values = k.option_values, is_provisional = false
     from variant k where v.is_provisional and k.sku_key = lower(v.sku) and lower(k.style_id) <> lower(v.sku)`,
  );
  await tx.execute(
    `delete from import_style s where s.is_provisional
     and not exists (select from import_variant v where v.is_provisional and v.row = s.row)`,
  );
  await reportFound(
    writing,
    `select l.row, l.line, l.sku as value, l.style_id as other from import_link l
     where not exists (select from import_variant v where lower(v.sku) = lower(l.sku))
       and not exists (select from variant v where v.sku_key = lower(l.sku)) order by l.row, l.sku`,
    {
      code: "AIS-IMP-027",
      column: "variations",
      effect: "note",
      reason: ({ value, other }) => `${other} names ${value}, which has no row`,
      fix: () => "Export the simple products too.",
    },
  );
}

const STYLE_FACTS = "title, brand, category, department, description, tags, image, option_names, is_active";

async function pickStyles(writing: Writing, file: ProductFile): Promise<void> {
  const { tx } = writing;
  await tx.execute(
    `create temp table style_pick on commit drop as
     select distinct on (lower(style_id)) * from import_style
     order by lower(style_id), coalesce(btrim(title), '') = '', row`,
  );
  const facts = (table: string) =>
    STYLE_FACTS.split(", ")
      .map((fact) => `${table}.${fact}`)
      .join(", ");
  const doubles = "from import_style s join style_pick p on lower(p.style_id) = lower(s.style_id) and p.row <> s.row";
  await reportFound(
    writing,
    `select s.row, s.line, s.style_id as value, p.style_id as other ${doubles} and p.style_id <> s.style_id order by s.row`,
    {
      code: "AIS-IMP-024",
      column: "handle",
      effect: "kept",
      reason: ({ other }) => `differs from ${other} only in letter case`,
      fix: ({ other }) => `Write it as ${other}, or give it another handle. Its variants were put with ${other}.`,
    },
  );
  await reportFound(
    writing,
    `select s.row, s.line, s.style_id as value, p.row::text as other ${doubles}
     where p.style_id = s.style_id and coalesce(s.title, '') <> '' and (${facts("s")}) is distinct from (${facts("p")}) order by s.row`,
    {
      code: "AIS-IMP-026",
      column: "handle",
      effect: "kept",
      reason: ({ other }) => `is described differently in row ${other}`,
      fix: () => "Keep the right one. The first was taken, the variants of both.",
    },
  );
  const untitled = "coalesce(btrim(p.title), '') = ''";
  await reportFound(
    writing,
    `select p.row, p.line, '' as value, s.title as other from style_pick p
     join style s on lower(s.style_id) = lower(p.style_id) where btrim(p.title) = '' order by p.row`,
    {
      code: "AIS-IMP-012",
      column: "title",
      effect: "kept",
      reason: () => "is empty",
      fix: ({ other }) => `Give the product a title. It keeps "${other}" until then.`,
    },
  );
  await tx.execute(
    `create temp table style_gone on commit drop as select p.* from style_pick p
     where ${untitled} and not exists (select from style s where lower(s.style_id) = lower(p.style_id))`,
  );
  if (file.isNamedByHandle) {
    await reportFound(writing, "select row, line, '' as value, style_id as other from style_gone order by row", {
      code: "AIS-IMP-012",
      column: "title",
      effect: "kept",
      reason: () => "is empty",
      fix: ({ other }) => `Give the product a title. It goes by ${other} until then.`,
    });
    await tx.execute(
      "update style_pick p set title = p.style_id from style_gone g where g.row = p.row and g.style_id = p.style_id",
    );
    await tx.execute("delete from style_gone");
  }
  await tx.execute("delete from style_pick p using style_gone g where lower(g.style_id) = lower(p.style_id)");
  await tx.execute("analyze style_pick");
}

async function pickVariants(writing: Writing): Promise<void> {
  const { tx } = writing;
  await tx.execute(
    `create temp table variant_pick on commit drop as
     select distinct on (lower(sku)) *, null::int as price_minor from import_variant order by lower(sku), row`,
  );
  await tx.execute("create index on variant_pick (lower(sku))");
  await tx.execute("create index on variant_pick (gtin14)");
  await tx.execute("analyze variant_pick");
  const doubles = "from import_variant v join variant_pick p on lower(p.sku) = lower(v.sku) and p.row <> v.row";
  await reportFound(
    writing,
    `select v.row, v.line, v.sku as value, p.sku as other ${doubles} and p.sku <> v.sku order by v.row`,
    {
      code: "AIS-IMP-023",
      column: "sku",
      effect: "left out",
      reason: ({ other }) => `differs from ${other} only in letter case`,
      fix: ({ other }) => `Give it another SKU, or remove the row if it is ${other}.`,
    },
  );
  await reportFound(
    writing,
    `select v.row, v.line, v.sku as value, p.row::text as other ${doubles}
     where p.sku = v.sku and (lower(v.style_id), v.gtin14, v.option_values, v.price_dot, v.price_comma, v.is_active)
       is distinct from (lower(p.style_id), p.gtin14, p.option_values, p.price_dot, p.price_comma, p.is_active) order by v.row`,
    {
      code: "AIS-IMP-022",
      column: "sku",
      effect: "left out",
      reason: ({ other }) => `stands in row ${other} with other contents`,
      fix: ({ other }) => `Keep the right one. Row ${other} was taken.`,
    },
  );
}

async function pickPrices(writing: Writing, file: ProductFile): Promise<void> {
  const { tx } = writing;
  await tx.execute(`update variant_pick set price_minor = price_${file.decimal}`);
  const other = file.decimal === "dot" ? "comma" : "dot";
  await reportFound(
    writing,
    `select row, line, price_text as value, price_${other}::text as other from variant_pick
     where price_text <> '' and price_minor is null order by row`,
    {
      code: "AIS-IMP-044",
      column: "price",
      effect: "left out",
      reason: ({ other: minor }) => `looks like ${minor === null ? "another amount" : (Number(minor) / 100).toFixed(2)}`,
      fix: () => `Pass --decimal ${other}, or write all prices one way.`,
    },
  );
  await tx.execute("delete from variant_pick where price_text <> '' and price_minor is null");
  const unpriced = `price_text = '' and not exists (select from variant k where k.sku_key = lower(v.sku))`;
  await reportFound(writing, `select row, line, sku as value, null as other from variant_pick v where ${unpriced} order by row`, {
    code: "AIS-IMP-040",
    column: "price",
    effect: "left out",
    reason: () => (file.hasPrice ? "is empty" : "is no column of this file, and the SKU is new"),
    fix: () => "Give new variants a price.",
  });
  await tx.execute(`delete from variant_pick v where ${unpriced}`);
}

/** In a file whose further rows leave the title empty, a product that has none at all is a misspelt handle. */
async function dropOrphans(writing: Writing): Promise<void> {
  const { tx } = writing;
  const orphans = "from variant_pick v join style_gone g on lower(g.style_id) = lower(v.style_id)";
  const select = `select v.row, v.line, v.style_id as value, null as other ${orphans}`;
  await reportFound(writing, `${select} where v.row = g.row order by v.row`, {
    code: "AIS-IMP-012",
    column: "title",
    effect: "left out",
    reason: ({ value }) => `of ${value} is empty`,
    fix: () => "Give the product a title in its first row.",
  });
  await reportFound(writing, `${select} where v.row <> g.row order by v.row`, {
    code: "AIS-IMP-025",
    column: "handle",
    effect: "left out",
    reason: ({ value }) => `no row with a title describes ${value}`,
    fix: () => "Give the product a title in its first row, or correct the handle.",
  });
  await tx.execute("delete from variant_pick v using style_gone g where lower(g.style_id) = lower(v.style_id)");
  // A new style of which no variant could be taken would be an empty page.
  await tx.execute(
    `delete from style_pick p where not exists (select from variant_pick v where lower(v.style_id) = lower(p.style_id))
     and not exists (select from style s where lower(s.style_id) = lower(p.style_id))`,
  );
}
