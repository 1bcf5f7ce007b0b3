import type { HeadOffice } from "./fixtures.ts";

type Database = HeadOffice["database"];

/** One size and colour of a style of the demo chain. */
export type Piece = { readonly style: string; readonly options: readonly string[] };

export const TRENCH_M: Piece = { style: "merino-trench-coat", options: ["Camel", "M"] };

export async function skuOf(database: Database, piece: Piece): Promise<string> {
  return (await findPiece(database, piece)).sku;
}

/**
 * Recounts a piece everywhere: `units` by place, none where it is not named. Before any phone has asked for stock: this is how
 * the world is, not a change that phones should hear of.
 */
export async function recount(database: Database, piece: Piece, units: Readonly<Record<string, number>>): Promise<void> {
  const { variant } = await findPiece(database, piece);
  await database.execute(
    `with wanted as (select l.location_id, coalesce(($2::jsonb->>l.location_id)::int, 0) as units from location l),
          before as (select w.*, s.on_hand from wanted w join stock_level s on s.location_id = w.location_id and s.variant = $1),
          counted as (insert into stock_movement (location_id, variant, kind, on_hand_delta)
                      select location_id, $1, 'count', units - on_hand from before where units <> on_hand)
     update stock_level s set on_hand = b.units, safety = 0 from before b where s.location_id = b.location_id and s.variant = $1`,
    [variant, JSON.stringify(units)],
  );
}

/** Orders that phones of this journey booked, with what is held for them and how often the ledger speaks of them. */
export async function bookedByPhones(
  database: Database,
): Promise<readonly { readonly number: number; readonly customer: string; readonly source: string; readonly held: number }[]> {
  return await database.query(
    `select o.number::int, c.name as customer, l.source_location_id as source,
            (select count(*)::int from reservation r where r.order_id = o.order_id) as held
       from customer_order o join customer c using (customer_id) join order_line l using (order_id)
      where o.device_id is not null order by o.number`,
  );
}

/** Every place where the ledger and the counters disagree: none, always. */
export async function ledgerFaults(database: Database): Promise<readonly unknown[]> {
  return await database.query(
    `select s.location_id, s.variant from stock_level s
       left join (select location_id, variant, sum(on_hand_delta) as on_hand, sum(reserved_delta) as reserved
                    from stock_movement group by 1, 2) m using (location_id, variant)
      where s.on_hand <> coalesce(m.on_hand, 0) or s.reserved <> coalesce(m.reserved, 0)`,
  );
}

async function findPiece(database: Database, piece: Piece): Promise<{ readonly variant: number; readonly sku: string }> {
  const [found] = await database.query<{ variant: number; sku: string }>(
    "select variant, sku from variant where style_id = $1 and option_values = $2::jsonb",
    [piece.style, JSON.stringify(piece.options)],
  );
  if (!found) throw new Error(`the demo chain has no ${piece.style} in ${piece.options.join(", ")}`);
  return found;
}
