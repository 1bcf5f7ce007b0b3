/** A state with two zones: `east` of this longitude the second holds. The lines follow county borders only roughly. */
type Zones = string | { readonly west: string; readonly east: string; readonly line: number };

const EASTERN = "America/New_York";
const CENTRAL = "America/Chicago";
const MOUNTAIN = "America/Denver";
const PACIFIC = "America/Los_Angeles";

// Source: 49 CFR 71 (standard time zone boundaries), as longitudes.
const ZONES_BY_STATE: Readonly<Record<string, Zones>> = {
  ...each(EASTERN, "CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV"),
  ...each(CENTRAL, "AL AR IA IL LA MN MO MS OK WI"),
  ...each(MOUNTAIN, "CO MT NM UT WY"),
  ...each(PACIFIC, "CA NV WA"),
  AZ: "America/Phoenix",
  HI: "Pacific/Honolulu",
  AK: "America/Anchorage",
  PR: "America/Puerto_Rico",
  VI: "America/Puerto_Rico",
  GU: "Pacific/Guam",
  FL: { west: CENTRAL, east: EASTERN, line: -85.2 },
  IN: { west: CENTRAL, east: "America/Indiana/Indianapolis", line: -86.9 },
  KY: { west: CENTRAL, east: EASTERN, line: -86.0 },
  TN: { west: CENTRAL, east: EASTERN, line: -85.1 },
  MI: { west: "America/Menominee", east: "America/Detroit", line: -88.0 },
  TX: { west: MOUNTAIN, east: CENTRAL, line: -104.9 },
  KS: { west: MOUNTAIN, east: CENTRAL, line: -101.5 },
  NE: { west: MOUNTAIN, east: CENTRAL, line: -101.0 },
  ND: { west: MOUNTAIN, east: CENTRAL, line: -101.3 },
  SD: { west: MOUNTAIN, east: CENTRAL, line: -100.5 },
  ID: { west: PACIFIC, east: "America/Boise", line: -117.3 },
  OR: { west: PACIFIC, east: "America/Boise", line: -117.9 },
};

/** Countries that keep one time. */
const ZONE_BY_COUNTRY: Readonly<Record<string, string>> = {
  AT: "Europe/Vienna",
  BE: "Europe/Brussels",
  CH: "Europe/Zurich",
  CZ: "Europe/Prague",
  DE: "Europe/Berlin",
  DK: "Europe/Copenhagen",
  FI: "Europe/Helsinki",
  FR: "Europe/Paris",
  GB: "Europe/London",
  IE: "Europe/Dublin",
  IT: "Europe/Rome",
  JP: "Asia/Tokyo",
  LU: "Europe/Luxembourg",
  NL: "Europe/Amsterdam",
  NO: "Europe/Oslo",
  PL: "Europe/Warsaw",
  SE: "Europe/Stockholm",
  SG: "Asia/Singapore",
};

/** The time zone of a place, or null where state, longitude and country do not settle it. `country` is alpha-2 or "". */
export function guessTimeZone(place: { country: string; region: string; longitude: number | null }): string | null {
  const country = place.country.trim().toUpperCase();
  if (country !== "" && country !== "US" && country !== "USA") return ZONE_BY_COUNTRY[country] ?? null;
  const zones = ZONES_BY_STATE[place.region.trim().toUpperCase()];
  if (zones === undefined || typeof zones === "string") return zones ?? null;
  return place.longitude === null ? null : place.longitude < zones.line ? zones.west : zones.east;
}

/** The name in its usual spelling, or null where there is no such zone. */
export function timeZoneNamed(name: string): string | null {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

function each(zone: string, states: string): Record<string, string> {
  return Object.fromEntries(states.split(" ").map((state) => [state, zone]));
}
