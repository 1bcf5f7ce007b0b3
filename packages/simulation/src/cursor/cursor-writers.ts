import { setTimeout as wait } from "node:timers/promises";
import { createChanges, type OwnersDatabase, recordChanges, withTx } from "@aisle/db";
import type { SeededRandom } from "@aisle/domain/testing";
import { newId, putInDay } from "@aisle/server/testing";

export const PLACES = ["airport", "downtown", "harbour", "warehouse"];
export const VARIANTS = 20;
export const UNITS_EACH = 1_000;
/** Rows changed by one transaction: two shelves, between which units move, and two new clients who come together. */
export const CHANGES_EACH = 4;
const LONGEST_DELAY_MS = 15;

/** Whose day the place's clients are in. */
export const associateAt = (place: string): string => `00000000-0000-7000-8000-00000000000${PLACES.indexOf(place)}`;

export type Written = { committed: number; rolledBack: number };

export async function prepareTorture(database: OwnersDatabase): Promise<void> {
  await database.execute("insert into style (style_id, ordinal, title, currency) values ('coat', 0, 'Coat', 'USD')");
  await database.execute(
    "insert into variant (variant, style_id, position, sku, price_minor) select n, 'coat', n, 'ITEM-' || n, 100 from generate_series(0, $1::int - 1) n",
    [VARIANTS],
  );
  for (const place of PLACES) {
    await database.execute("insert into location (location_id, name, kind) values ($1, $1, 'store')", [place]);
    await database.execute(
      "insert into associate (associate_id, name, role, location_id) values ($1, 'Amara', 'associate', $2)",
      [associateAt(place), place],
    );
    await database.execute(
      "insert into stock_level (location_id, variant, on_hand, version) select $1, n, $2, 1 from generate_series(0, $3::int - 1) n",
      [place, UNITS_EACH, VARIANTS],
    );
    await database.execute("insert into feed (feed_id, head) values ('location:' || $1, 1), ('store:' || $1, 0)", [place]);
  }
  // What the broken readers read by: a number, and a time, given as the row is written.
  await database.execute(
    "create table numbered (seq bigserial primary key, changed_at timestamptz not null default clock_timestamp())",
  );
  await database.execute("create index on numbered (changed_at)");
}

/** Writes until `until` transactions have committed: units move, clients come, some think better of it, some dawdle. */
export async function writeOn(
  database: OwnersDatabase,
  random: SeededRandom,
  about: { readonly until: number; readonly written: Written },
) {
  const { until, written } = about;
  while (written.committed < until) {
    written.committed++;
    try {
      await withTx(database, {}, async (tx) => {
        const changes = createChanges();
        const place = random.pick(PLACES);
        const [from, to] = twoShelves(random);
        const units = 1 + random.int(5);
        const move = "update stock_level set on_hand = on_hand + $3 where location_id = $1 and variant = $2";
        await tx.query(move, [place, from, -units], "move-units");
        await tx.query(move, [place, to, units], "move-units");
        const pair = newId();
        const both = [newId(), newId()];
        await tx.query(
          "insert into customer (customer_id, name, home_location_id, since) select id, $2, $3, 2026 from unnest($1::uuid[]) as id",
          [both, pair, place],
          "add-clients",
        );
        await tx.query("insert into numbered default values", [], "number-it");
        await putInDay(tx, changes, { associateId: associateAt(place), customerIds: both, why: "mine", until: null });
        for (const variant of [from, to]) changes.stock(place, variant);
        if (random.chance(0.2)) await wait(random.int(LONGEST_DELAY_MS));
        await recordChanges(tx, changes);
        if (random.chance(0.05)) await wait(random.int(LONGEST_DELAY_MS));
        if (random.chance(0.1)) throw new ChangedItsMind();
      });
    } catch (fault) {
      if (!(fault instanceof ChangedItsMind)) throw fault;
      written.committed--;
      written.rolledBack++;
    }
  }
}

class ChangedItsMind extends Error {
  override readonly name = "ChangedItsMind";
}

/** In one order, so that two writers never wait for each other's shelf in a circle. */
function twoShelves(random: SeededRandom): [number, number] {
  const first = random.int(VARIANTS);
  const second = (first + 1 + random.int(VARIANTS - 1)) % VARIANTS;
  return [Math.min(first, second), Math.max(first, second)];
}
