import { LocationId } from "@aisle/domain";
import { type Cells, readCode, readText, readYesNo } from "./cells.ts";
import type { Format, Reading } from "./format.ts";
import type { StagedLocation } from "./staged-rows.ts";
import { TEXT_MAX } from "./text-limits.ts";
import { guessTimeZone, timeZoneNamed } from "./time-zones.ts";
import { parseWeekHours } from "./week-hours.ts";

/** Our own file of stores and warehouses; docs/import.md lists its columns. */
export const plainStores: Format = {
  name: "Plain stores",
  kind: "stores",
  columns: [
    { key: "id", names: ["id", "location id", "store id", "code"], isRequired: true },
    { key: "name", names: ["name"], isRequired: true },
    { key: "kind", names: ["kind"] },
    { key: "address", names: ["address", "street"] },
    { key: "address2", names: ["address2", "address 2"] },
    { key: "city", names: ["city"] },
    { key: "region", names: ["region", "state", "province"] },
    { key: "postal code", names: ["postal code", "zip", "postcode"] },
    { key: "country", names: ["country"] },
    { key: "latitude", names: ["latitude", "lat"] },
    { key: "longitude", names: ["longitude", "lon", "lng"] },
    { key: "time zone", names: ["time zone", "timezone"] },
    { key: "hours", names: ["hours", "opening hours"] },
    { key: "phone", names: ["phone"] },
    { key: "active", names: ["active"] },
  ],
  marks: [["name"]],
  createReader: (reading) => (cells) => readRow(cells, reading),
};

function readRow(cells: Cells, reading: Reading): void {
  const id = readLocationId(cells);
  const name = readText(cells, "name", TEXT_MAX.name) ?? "";
  if (name.trim() === "") {
    cells.report("AIS-IMP-012", "name", { reason: "is empty", fix: "Give the location a name.", effect: "left out" });
    return;
  }
  if (id === null) return;
  const place = readPlace(cells);
  reading.add("import_location", {
    row: cells.row,
    line: cells.line,
    location_id: id,
    name,
    kind: readKind(cells),
    ...place,
    time_zone: readTimeZone(cells, place?.longitude ?? null),
    hours: readHours(cells),
    phone: readText(cells, "phone", TEXT_MAX.phone),
    address: readAddress(cells),
    is_active: readYesNo(cells, "active"),
  });
}

/** Ids are lower case: they stand in addresses of pages. Null where the row has to be left out (then reported). */
function readLocationId(cells: Cells): string | null {
  const code = readCode(cells, "id", 64);
  if (code === null) return null;
  if (code === "") {
    cells.report("AIS-IMP-012", "id", { reason: "is empty", fix: "Give the location a short code.", effect: "left out" });
    return null;
  }
  const id = LocationId.safeParse(code.toLowerCase());
  if (id.success) return id.data;
  const suggestion = code
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[^a-z0-9]+|-$/g, "");
  const fix = `Use letters, digits, dots and dashes${suggestion ? `, such as ${suggestion}` : ""}.`;
  cells.report("AIS-IMP-015", "id", { reason: "holds other characters than a short code may", fix, effect: "left out" });
  return null;
}

function readKind(cells: Cells): "store" | "warehouse" | null {
  const word = cells.raw("kind").trim().toLowerCase();
  if (word === "") return null;
  if (word === "store" || word === "shop") return "store";
  if (["warehouse", "dc", "distribution center", "distribution centre"].includes(word)) return "warehouse";
  const fix = "Write store or warehouse. It was taken as a store.";
  cells.report("AIS-IMP-066", "kind", { reason: "is neither store nor warehouse", fix, effect: "kept" });
  return "store";
}

function readPlace(cells: Cells): Pick<StagedLocation, "latitude" | "longitude"> {
  const nowhere = { latitude: null, longitude: null };
  const [latText, lonText] = [cells.raw("latitude").trim(), cells.raw("longitude").trim()];
  if (latText === "" && lonText === "") {
    const fix = "Give latitude and longitude, so that associates see how far it is.";
    cells.report("AIS-IMP-062", "latitude", { reason: "is empty", fix, effect: "note" });
    return nowhere;
  }
  const [latitude, longitude] = [coordinate(latText, 90), coordinate(lonText, 180)];
  if (latitude !== null && longitude !== null && !(latitude === 0 && longitude === 0)) return { latitude, longitude };
  const key = latitude === null ? "latitude" : "longitude";
  const fix = "Write degrees such as 37.7880 and -122.4075.";
  cells.report("AIS-IMP-061", key, { reason: `is no ${key} in degrees`, fix, effect: "kept" });
  return nowhere;
}

function coordinate(text: string, limit: number): number | null {
  const bare = text.replace(/^(-?\d+),(\d+)$/, "$1.$2");
  if (!/^-?\d+(\.\d+)?$/.test(bare)) return null;
  const degrees = Number(bare);
  return Math.abs(degrees) <= limit ? degrees : null;
}

function readTimeZone(cells: Cells, longitude: number | null): string | null {
  const written = cells.raw("time zone").trim();
  const named = written === "" ? null : timeZoneNamed(written);
  if (named !== null) return named;
  const guess = guessTimeZone({ country: cells.raw("country"), region: cells.raw("region"), longitude });
  const taken = guess ?? "UTC";
  if (written !== "") {
    const fix = `Use a name such as America/New_York. ${taken} was taken.`;
    cells.report("AIS-IMP-064", "time zone", { reason: "is no time zone", fix, effect: "kept" });
  } else if (guess === null) {
    const fix = "Add a column time_zone with a name such as America/New_York. UTC was taken where none is known.";
    cells.report("AIS-IMP-065", "time zone", { reason: "is empty and the address does not tell it", fix, effect: "note" });
    return null;
  }
  return taken;
}

function readHours(cells: Cells): StagedLocation["hours"] {
  const text = cells.raw("hours").trim();
  if (text === "") return cells.has("hours") ? [] : null;
  const hours = parseWeekHours(text);
  if (hours !== null) return hours;
  const fix = "Write them as Mon-Fri 10:00-20:00; Sat 10:00-18:00; Sun closed.";
  cells.report("AIS-IMP-063", "hours", { reason: "are no opening hours", fix, effect: "kept" });
  return [];
}

function readAddress(cells: Cells): string | null {
  if (!["address", "address2", "city", "region", "postal code"].some(cells.has)) return null;
  const text = (key: string) => readText(cells, key, TEXT_MAX.address) ?? "";
  const town = [text("region"), text("postal code")].filter(Boolean).join(" ");
  return [text("address"), text("address2"), text("city"), town].filter((part) => part.trim() !== "").join(", ");
}
