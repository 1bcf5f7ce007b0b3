import type { Counts } from "./counts.ts";
import { judgeProducts } from "./judge-products.ts";
import type { Decimal } from "./price-text.ts";
import { countOf, reportFound, type Writing } from "./sql-problems.ts";

export type ProductCounts = { readonly styles: Counts; readonly variants: Counts };

/** How the file is to be read: which columns it has, and how its prices are written. */
export type ProductFile = {
  readonly hasBarcode: boolean;
  readonly hasPrice: boolean;
  readonly hasOptions: boolean;
  /** Where every row may carry the title, a product without one is taken all the same. */
  readonly isNamedByHandle: boolean;
  readonly decimal: Decimal;
  /** Of new styles whose row does not say. */
  readonly currency: string;
};

/**
 * Brings styles and variants to what the staged rows say; rows that cannot be taken are reported and left out. What the file
 * does not name stays as it is. Fills changed_style.
 */
export async function writeProducts(writing: Writing, file: ProductFile): Promise<ProductCounts> {
  const { tx } = writing;
  await judgeProducts(writing, file);
  const styles = await writeStyles(writing, file);
  const variants = await writeVariants(writing, file);
  await reportSharedBarcodes(writing);
  await tx.execute("analyze variant");
  return { styles, variants };
}

async function writeStyles({ tx }: Writing, file: ProductFile): Promise<Counts> {
  const all = await countOf(tx, "select count(*) from style_pick");
  await tx.execute(
    `create temp table style_next on commit drop as
     select coalesce(s.style_id, p.style_id) as style_id, s.style_id is null as is_new, p.row,
       coalesce(case when btrim(p.title) <> '' then p.title end, s.title) as title, coalesce(p.brand, s.brand, '') as brand,
       coalesce(p.category, s.category, '') as category, coalesce(p.department, s.department, '') as department,
       coalesce(p.description, s.description, '') as description, coalesce(p.tags, s.tags, '[]') as tags,
       coalesce(p.image, s.image, '') as image, coalesce(p.currency, s.currency, $1) as currency,
       coalesce(p.option_names, s.option_names, '[]') as option_names, coalesce(p.is_active, s.is_active, true) as is_active
     from style_pick p left join style s on lower(s.style_id) = lower(p.style_id)`,
    [file.currency],
  );
  const changed = await tx.execute(
    `with changed as (
       update style s set title = n.title, brand = n.brand, category = n.category, department = n.department,
         description = n.description, tags = n.tags, image = n.image, currency = n.currency,
         option_names = n.option_names, is_active = n.is_active
       from style_next n
       where not n.is_new and s.style_id = n.style_id
         and (s.title, s.brand, s.category, s.department, s.description, s.tags, s.image, s.currency, s.option_names, s.is_active)
           is distinct from
           (n.title, n.brand, n.category, n.department, n.description, n.tags, n.image, n.currency, n.option_names, n.is_active)
       returning s.style_id
     )
     insert into changed_style select style_id from changed`,
  );
  const added = await tx.execute(
    `with added as (
       insert into style (style_id, ordinal, title, brand, category, department, description, tags, image, currency,
         option_names, is_active)
       select style_id, (select coalesce(max(ordinal), -1) from style) + row_number() over (order by row), title, brand,
         category, department, description, tags, image, currency, option_names, is_active
       from style_next where is_new
       returning style_id
     )
     insert into changed_style select style_id from added`,
  );
  return { added, changed, same: all - added - changed };
}

/**
 * A variant that the file names keeps its ordinal for ever. Its position follows the file where that names all of its
 * style's variants; a file with a few of them puts new ones behind the known.
 */
async function writeVariants({ tx }: Writing, file: ProductFile): Promise<Counts> {
  const all = await countOf(tx, "select count(*) from variant_pick");
  await tx.execute(
    `create temp table variant_next on commit drop as
     with placed as (
       select p.*, v.variant, v.style_id as old_style, v.position as old_position, v.gtin14 as old_gtin14,
         v.option_values as old_values, v.price_minor as old_price, v.is_active as old_active, s.style_id as new_style
       from variant_pick p
       join style s on lower(s.style_id) = lower(p.style_id)
       left join variant v on v.sku_key = lower(p.sku)
     ), styles as (
       select new_style, count(variant) filter (where old_style = new_style) as named from placed group by new_style
     ), known as (
       select t.new_style, t.named, count(v.variant) as known, coalesce(max(v.position), -1) as last
       from styles t left join variant v on v.style_id = t.new_style group by t.new_style, t.named
     )
     select p.variant, p.sku, p.row, p.new_style as style_id, p.old_style,
       case when k.named = k.known then row_number() over (partition by p.new_style order by p.row) - 1
         when p.old_style = p.new_style then p.old_position
         else k.last + row_number() over (partition by p.new_style, p.old_style is not distinct from p.new_style order by p.row)
       end::int as position,
       case when $1 then p.gtin14 else p.old_gtin14 end as gtin14,
       case when $2 or p.old_values is null then p.option_values else p.old_values end as option_values,
       coalesce(p.price_minor, p.old_price) as price_minor, coalesce(p.is_active, p.old_active, true) as is_active
     from placed p join known k on k.new_style = p.new_style`,
    [file.hasBarcode, file.hasOptions],
  );
  const changed = await tx.execute(
    `create temp table variant_changed on commit drop as
     select n.* from variant_next n join variant v on v.variant = n.variant
     where (v.style_id, v.position, v.gtin14, v.option_values, v.price_minor, v.is_active)
       is distinct from (n.style_id, n.position, n.gtin14, n.option_values, n.price_minor, n.is_active)`,
  );
  await tx.execute(
    `update variant v set style_id = n.style_id, position = n.position, gtin14 = n.gtin14, option_values = n.option_values,
       price_minor = n.price_minor, is_active = n.is_active
     from variant_changed n where v.variant = n.variant`,
  );
  const added = await tx.execute(
    `insert into variant (variant, style_id, position, sku, gtin14, option_values, price_minor, is_active)
     select (select coalesce(max(variant), -1) from variant) + row_number() over (order by row), style_id, position, sku, gtin14,
       option_values, price_minor, is_active
     from variant_next where variant is null`,
  );
  await tx.execute(
    `insert into changed_style
     select style_id from variant_changed
     union select old_style from variant_changed where old_style is not null
     union select style_id from variant_next where variant is null
     on conflict do nothing`,
  );
  return { added, changed, same: all - added - changed };
}

/** Two SKUs may carry one barcode; whoever scans it then has to choose, so both are kept and the retailer is told. */
async function reportSharedBarcodes(writing: Writing): Promise<void> {
  await reportFound(
    writing,
    `select p.row, p.line, p.gtin14 as value, min(v.sku) as other
     from variant_pick p join variant v on v.gtin14 = p.gtin14 and lower(v.sku) <> lower(p.sku)
     left join variant_pick o on lower(o.sku) = lower(v.sku)
     where o.row is null or o.row < p.row
     group by p.row, p.line, p.gtin14 order by p.row`,
    {
      code: "AIS-IMP-033",
      column: "barcode",
      effect: "kept",
      reason: ({ other }) => `is the barcode of ${other} too`,
      fix: () => "Give each SKU its own barcode. Until then a scan asks which one is meant.",
    },
  );
}
