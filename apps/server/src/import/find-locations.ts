import { reportFound, type Writing } from "./sql-problems.ts";

export type KnownLocation = { readonly location_id: string; readonly name: string };

/**
 * Makes location_found: which location each word of `table`.`column` means, by id or by name, without regard to letter case.
 * Rows whose word means none or several are reported and deleted from `table`.
 */
export async function findLocations(
  writing: Writing,
  table: "import_stock" | "import_customer",
  column: "location" | "home",
): Promise<void> {
  const { tx } = writing;
  const known = await tx.query<KnownLocation>("select location_id, name from location order by location_id");
  const words = await tx.query<{ word: string }>(`select distinct ${column} as word from ${table}`);
  const answers = words.map(({ word }) => ({ word, ...meantBy(word, known) }));
  await tx.execute(
    `create temp table location_found on commit drop as
     select * from json_to_recordset($1::json) as f(word text, "locationId" text, isdouble boolean, close text)`,
    [JSON.stringify(answers)],
  );
  const select = `select t.row, t.line, t.${column} as value, f.close as other
    from ${table} t join location_found f on f.word = t.${column} where f."locationId" is null`;
  await reportFound(writing, `${select} and not f.isdouble order by t.row`, {
    code: "AIS-IMP-050",
    column,
    effect: "left out",
    reason: () => "is no location's id or name",
    fix: ({ other }) => (other ? `Did you mean ${other}?` : "Import the stores first."),
  });
  await reportFound(writing, `${select} and f.isdouble order by t.row`, {
    code: "AIS-IMP-051",
    column,
    effect: "left out",
    reason: ({ other }) => `is the name of ${other}`,
    fix: () => "Use the location's id.",
  });
  await tx.execute(`delete from ${table} t using location_found f where f.word = t.${column} and f."locationId" is null`);
}

/** `close` holds up to three likely ids, or all that bear the name. */
export function meantBy(
  word: string,
  known: readonly KnownLocation[],
): { locationId: string | null; isdouble: boolean; close: string } {
  const wanted = word.trim().toLowerCase();
  const byId = known.find((each) => each.location_id === wanted);
  if (byId) return { locationId: byId.location_id, isdouble: false, close: "" };
  const byName = known.filter((each) => each.name.trim().toLowerCase() === wanted);
  const [only, ...others] = byName;
  if (only && others.length === 0) return { locationId: only.location_id, isdouble: false, close: "" };
  if (only)
    return {
      locationId: null,
      isdouble: true,
      close: byName
        .map((each) => each.location_id)
        .slice(0, 5)
        .join(", "),
    };
  const scored = known
    .map((each) => ({
      id: each.location_id,
      far: Math.min(edits(wanted, each.location_id), edits(wanted, each.name.toLowerCase())),
    }))
    .filter(({ far }) => far <= Math.max(2, Math.floor(wanted.length / 3)))
    .sort((left, right) => left.far - right.far);
  return {
    locationId: null,
    isdouble: false,
    close: scored
      .slice(0, 3)
      .map(({ id }) => id)
      .join(", "),
  };
}

/** Levenshtein distance over the first 64 characters. */
function edits(left: string, right: string): number {
  const [from, to] = [left.slice(0, 64), right.slice(0, 64)];
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const here = [row];
    for (let column = 1; column <= to.length; column++) {
      const swap = (above[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      here.push(Math.min(swap, (above[column] ?? 0) + 1, (here[column - 1] ?? 0) + 1));
    }
    above = here;
  }
  return above[to.length] ?? 0;
}
