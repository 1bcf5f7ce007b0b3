import type { Address } from "@aisle/domain";
import type { Seeded } from "./seeded.ts";

// Real cities, made-up streets: nobody's parcel can go there by accident.
// Per store: the towns its clients live in with the first digits of their postal codes, and area codes nearby.
const AROUND: Record<string, { readonly towns: string; readonly region: string; readonly areaCodes: string }> = {
  "union-square": { towns: "San Francisco 941,Daly City 940,Sausalito 949", region: "CA", areaCodes: "415,628,650" },
  "market-street": { towns: "San Francisco 941,San Mateo 944,Mill Valley 949", region: "CA", areaCodes: "415,628,408" },
  rockridge: { towns: "Oakland 946,Berkeley 947,Walnut Creek 945", region: "CA", areaCodes: "510,341,925" },
  "silver-lake": { towns: "Los Angeles 900,Glendale 912,Pasadena 911", region: "CA", areaCodes: "213,323,818,626" },
  "santa-monica": { towns: "Santa Monica 904,Los Angeles 900,Culver City 902", region: "CA", areaCodes: "310,424,949" },
  "capitol-hill": { towns: "Seattle 981,Bellevue 980,Tacoma 984", region: "WA", areaCodes: "206,425,253,360" },
  "pearl-district": { towns: "Portland 972,Beaverton 970,Lake Oswego 970", region: "OR", areaCodes: "503,971" },
  soho: { towns: "New York 100,Long Island City 111,Yonkers 107", region: "NY", areaCodes: "212,646,332,914" },
  williamsburg: { towns: "Brooklyn 112,New York 100,Ridgewood 113", region: "NY", areaCodes: "718,347,929,917" },
  "wicker-park": { towns: "Chicago 606,Evanston 602,Oak Park 603", region: "IL", areaCodes: "312,773,872,708,630" },
  "south-congress": { towns: "Austin 787,Round Rock 786,San Marcos 786", region: "TX", areaCodes: "512,737" },
  "back-bay": { towns: "Boston 021,Cambridge 021,Brookline 024", region: "MA", areaCodes: "617,857,781,339,508" },
};

const STREETS =
  "Larkspur,Copperfield,Juniper,Wren,Lantern,Millrace,Quarry,Heron,Saffron,Bellwether,Orchard Gate,Cinderford,Maplewick,Harbourlight,Foxglove,Gristmill,Alder Bend,Thimble,Ravenscroft,Tollhouse,Dovecote,Windrow,Sorrel,Kingfisher".split(
    ",",
  );
const WAYS = "St,Ave,Rd,Ln,Ct,Ter,Pl,Way,Blvd".split(",");
const SECOND_LINES = "Apt #,Unit #,Apt #B,Floor #,Suite #00,# Front".split(",");

// One town per format of the world's envelopes. `9` stands for any digit, `?` for a capital letter.
const ABROAD: readonly (readonly [line1: string, city: string, region: string, postalCode: string, country: string])[] = [
  ["9 Tollhouse Mews", "London", "", "SW9 9??", "GB"],
  ["19 Gristmill Wynd", "Edinburgh", "", "EH9 9??", "GB"],
  ["19 rue des Martinets-Bleus", "Paris", "", "75019", "FR"],
  ["9 impasse du Vieux Pressoir", "Lyon", "", "69009", "FR"],
  ["Eisvogelstraße 19", "München", "", "80339", "DE"],
  ["199 Heron Quay Rd", "Toronto", "ON", "M9? 9?9", "CA"],
  ["99 rue de la Mésange", "Montréal", "QC", "H9? 9?9", "CA"],
  ["Calle Colibrí 99, Col. Los Alisos", "Ciudad de México", "CDMX", "03999", "MX"],
  ["青葉台9丁目9-9", "目黒区", "東京都", "153-0099", "JP"],
  ["IJsvogelkade 99", "Amsterdam", "", "1019 ??", "NL"],
];

/** An address a client of `storeId` could have: one in 25 lives abroad. */
export function inventAddress(random: Seeded, storeId: string): Address {
  if (random.chance(0.04)) {
    const [line1, city, region, postalCode, country] = random.pick(ABROAD);
    return { line1: fill(random, line1), line2: "", city, region, postalCode: fill(random, postalCode), country };
  }
  const around = aroundStore(storeId);
  const town = random.pick(around.towns.split(","));
  return {
    line1: `${random.between(1, 4200)} ${random.pick(STREETS)} ${random.pick(WAYS)}`,
    line2: random.chance(0.4) ? random.pick(SECOND_LINES).replace("#", String(random.between(1, 24))) : "",
    city: town.slice(0, -4),
    region: around.region,
    postalCode: `${town.slice(-3)}${String(random.between(1, 60)).padStart(2, "0")}`,
    country: "US",
  };
}

/**
 * Gives out telephone numbers that nobody has: 555-0112 to 555-0199 in North America (numbers below are the stores'),
 * and the ranges that Ofcom and Arcep keep for films. E.164, never twice.
 */
export function createPhoneBook(): (storeId: string, country: string) => string {
  const nextByPrefix = new Map<string, number>();
  const everywhere = Object.values(AROUND).flatMap(({ areaCodes }) => areaCodes.split(","));
  const take = (prefix: string, first: number, last: number, digits: number) => {
    const next = nextByPrefix.get(prefix) ?? first;
    if (next > last) return null;
    nextByPrefix.set(prefix, next + 1);
    return `${prefix}${String(next).padStart(digits, "0")}`;
  };
  return (storeId, country) => {
    if (country === "GB") return take("+447700900", 0, 999, 3) ?? fault();
    if (country === "FR") return take("+3363998", 0, 9999, 4) ?? fault();
    for (const areaCode of [...aroundStore(storeId).areaCodes.split(","), ...everywhere]) {
      const number = take(`+1${areaCode}55501`, 12, 99, 2);
      if (number) return number;
    }
    return fault();
  };
}

function fault(): never {
  throw new Error("the numbers kept for fiction are used up");
}

function aroundStore(storeId: string) {
  const around = AROUND[storeId];
  if (!around) throw new Error(`no towns are known around ${storeId}`);
  return around;
}

function fill(random: Seeded, pattern: string): string {
  return pattern.replace(/9/g, () => String(random.between(1, 9))).replace(/\?/g, () => random.pick([..."ABCEGHJKLMNPRSTVXY"]));
}
