import type { Counts } from "./counts.ts";
import { countOf, reportFound, type Writing } from "./sql-problems.ts";

/** Brings locations to what the staged rows say; those the file does not name stay. Fills changed_location. */
export async function writeStores(writing: Writing): Promise<Counts> {
  const { tx } = writing;
  await tx.execute(
    `create temp table location_pick on commit drop as
     select distinct on (location_id) * from import_location order by location_id, row`,
  );
  const facts = ["name", "kind", "latitude", "longitude", "time_zone", "hours", "phone", "address", "is_active"];
  const of = (table: string) => facts.map((fact) => `${table}.${fact}`).join(", ");
  await reportFound(
    writing,
    `select s.row, s.line, s.location_id as value, p.row::text as other
     from import_location s join location_pick p on p.location_id = s.location_id and p.row <> s.row
     where (${of("s")}) is distinct from (${of("p")}) order by s.row`,
    {
      code: "AIS-IMP-060",
      column: "id",
      effect: "left out",
      reason: ({ other }) => `stands in row ${other} with other contents`,
      fix: ({ other }) => `Keep the right one. Row ${other} was taken.`,
    },
  );
  const all = await countOf(tx, "select count(*) from location_pick");
  const changed = await tx.execute(
    `with changed as (
       update location l set name = p.name, kind = coalesce(p.kind, l.kind), latitude = coalesce(p.latitude, l.latitude),
         longitude = coalesce(p.longitude, l.longitude), time_zone = coalesce(p.time_zone, l.time_zone),
         hours = coalesce(p.hours, l.hours), phone = coalesce(p.phone, l.phone), address = coalesce(p.address, l.address),
         is_active = coalesce(p.is_active, l.is_active)
       from location_pick p
       where l.location_id = p.location_id and (${of("l")}) is distinct from
         (p.name, ${facts
           .slice(1)
           .map((fact) => `coalesce(p.${fact}, l.${fact})`)
           .join(", ")})
       returning l.location_id
     )
     insert into changed_location select location_id from changed`,
  );
  const added = await tx.execute(
    `with added as (
       insert into location (location_id, name, kind, latitude, longitude, time_zone, hours, phone, address, is_active)
       select location_id, name, coalesce(kind, 'store'), latitude, longitude, coalesce(time_zone, 'UTC'), coalesce(hours, '[]'),
         coalesce(phone, ''), coalesce(address, ''), coalesce(is_active, true)
       from location_pick p where not exists (select from location l where l.location_id = p.location_id)
       returning location_id
     )
     insert into changed_location select location_id from added`,
  );
  return { added, changed, same: all - added - changed };
}
