import type { Counts } from "./counts.ts";
import { findLocations } from "./find-locations.ts";
import { countOf, reportFound, type Writing } from "./sql-problems.ts";

export type StockCounts = Counts & {
  /** Rows older than what is known already: they change nothing. */
  readonly older: number;
};

export type StockFile = {
  /** ISO 8601: when the figures were true, for rows that do not say. */
  readonly asOf: string;
  /** For the ledger. */
  readonly document: string;
  /** True for quantities in a product file, whose rows were judged already. */
  readonly isByTheWay: boolean;
};

/**
 * Takes staged figures as what each shelf held at their time t:
 *
 *   on hand now = figure at t + everything the ledger moved after t
 *
 * so that a file made at night does not bring back what was sold in the morning. The difference goes to the ledger as one
 * movement, dated t. Promises stay promises: where fewer units are left than promised, `short` says how many.
 * Figures older than those known are left alone. Fills changed_stock.
 */
export async function writeStock(writing: Writing, file: StockFile): Promise<StockCounts> {
  const { tx } = writing;
  await findLocations(writing, "import_stock", "location");
  await pickStock(writing, file);
  // Locked in one order, and before the feeds: bookings at work meanwhile end first or wait.
  await tx.execute(
    `select from stock_level l join stock_pick p on p.location_id = l.location_id and p.variant = l.variant
     order by l.location_id, l.variant for update of l`,
  );
  const older = await tx.execute(
    `delete from stock_pick p using stock_level l
     where l.location_id = p.location_id and l.variant = p.variant and l.as_of > p.as_of`,
  );
  const all = await countOf(tx, "select count(*) from stock_pick");
  const { added, changed } = await writeLevels(writing, file);
  await writeIncoming(writing);
  return { added, changed, same: all - added - changed, older };
}

/** Makes stock_pick: one row per location and variant, the first that stands in the file. */
async function pickStock(writing: Writing, file: StockFile): Promise<void> {
  const { tx } = writing;
  if (!file.isByTheWay) {
    await reportFound(
      writing,
      `select s.row, s.line, s.sku as value, null as other from import_stock s
       where not exists (select from variant v where v.sku_key = lower(s.sku)) order by s.row`,
      {
        code: "AIS-IMP-052",
        column: "sku",
        effect: "left out",
        reason: () => "is no SKU of the catalogue",
        fix: () => "Import the product first, or correct the SKU.",
      },
    );
  }
  await tx.execute(
    `create temp table stock_placed on commit drop as
     select s.*, f."locationId" as location_id, v.variant, coalesce(s.as_of, $1::timestamptz) as at
     from import_stock s join location_found f on f.word = s.location join variant v on v.sku_key = lower(s.sku)`,
    [file.asOf],
  );
  await tx.execute(
    `create temp table stock_pick on commit drop as
     select distinct on (location_id, variant) row, location_id, variant, on_hand, unavailable, safety, at as as_of, is_stocked,
       incoming, due_on
     from stock_placed order by location_id, variant, row`,
  );
  await tx.execute("create unique index on stock_pick (location_id, variant)");
  await tx.execute("analyze stock_pick");
  if (!file.isByTheWay) {
    await reportFound(
      writing,
      `select s.row, s.line, s.on_hand::text as value, p.row::text as other
       from stock_placed s join stock_pick p using (location_id, variant)
       where p.row <> s.row and (s.on_hand, s.unavailable, s.safety, s.at, s.is_stocked)
         is distinct from (p.on_hand, p.unavailable, p.safety, p.as_of, p.is_stocked) order by s.row`,
      {
        code: "AIS-IMP-056",
        column: "on hand",
        effect: "left out",
        reason: ({ other }) => `row ${other} says another quantity of the same SKU at the same location`,
        fix: ({ other }) => `Keep the right one. Row ${other} was taken.`,
      },
    );
  }
  await tx.execute(
    `delete from stock_pick p where not p.is_stocked
     and not exists (select from stock_level l where l.location_id = p.location_id and l.variant = p.variant)`,
  );
}

async function writeLevels({ tx }: Writing, file: StockFile): Promise<{ added: number; changed: number }> {
  await tx.execute(
    `create temp table stock_next on commit drop as
     with figures as (
       select p.location_id, p.variant, p.as_of, l.variant is null as is_new, coalesce(l.on_hand, 0) as old_on_hand,
         p.on_hand + coalesce((select sum(m.on_hand_delta) from stock_movement m
           where m.location_id = p.location_id and m.variant = p.variant and m.happened_at > p.as_of), 0)::int as on_hand,
         coalesce(p.unavailable, l.unavailable, 0) as unavailable, coalesce(p.safety, l.safety, 0) as safety,
         coalesce(l.reserved, 0) + coalesce(l.leased, 0) as promised
       from stock_pick p left join stock_level l on l.location_id = p.location_id and l.variant = p.variant
     )
     select *, greatest(0, promised - greatest(on_hand - unavailable - safety, 0)) as short from figures`,
  );
  const added = await countOf(tx, "select count(*) from stock_next where is_new");
  await tx.execute(
    `insert into stock_movement (location_id, variant, kind, on_hand_delta, happened_at, document)
     select location_id, variant, 'import', on_hand - old_on_hand, as_of, $1 from stock_next
     where on_hand <> old_on_hand order by location_id, variant`,
    [file.document],
  );
  await tx.execute(
    `with added as (
       insert into stock_level (location_id, variant, on_hand, unavailable, safety, short, as_of)
       select location_id, variant, on_hand, unavailable, safety, short, as_of from stock_next where is_new
       returning location_id, variant
     )
     insert into changed_stock select location_id, variant from added`,
  );
  // The same figure seen again later counts as a change: associates see how old it is.
  const changed = await tx.execute(
    `with changed as (
       update stock_level l set on_hand = n.on_hand, unavailable = n.unavailable, safety = n.safety, short = n.short, as_of = n.as_of
       from stock_next n
       where not n.is_new and l.location_id = n.location_id and l.variant = n.variant
         and (l.on_hand, l.unavailable, l.safety, l.short, l.as_of)
           is distinct from (n.on_hand, n.unavailable, n.safety, n.short, n.as_of)
       returning l.location_id, l.variant
     )
     insert into changed_stock select location_id, variant from changed`,
  );
  return { added, changed };
}

async function writeIncoming({ tx }: Writing): Promise<void> {
  await tx.execute(
    `with due as (
       insert into incoming (location_id, variant, units, due_on)
       select location_id, variant, incoming, due_on from stock_pick where incoming > 0
       on conflict (location_id, variant) do update set units = excluded.units, due_on = excluded.due_on
       where (incoming.units, incoming.due_on) is distinct from (excluded.units, excluded.due_on)
       returning location_id, variant
     ), none_due as (
       delete from incoming i using stock_pick p
       where p.incoming = 0 and i.location_id = p.location_id and i.variant = p.variant
       returning i.location_id, i.variant
     )
     insert into changed_stock select * from due union select * from none_due on conflict do nothing`,
  );
}
