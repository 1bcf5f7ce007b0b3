import { type Location, LocationId, type WeekHours } from "@aisle/domain";

// Real neighbourhoods, so that distances make sense; streets, house numbers and telephone numbers are made up.
// Market Street lies 0.8 miles from Union Square.
const PLACES = `
union-square|Union Square|San Francisco|CA|94108|37.7880|-122.4075|America/Los_Angeles|415|88 Larkspur Passage|10:00-20:00
market-street|Market Street|San Francisco|CA|94102|37.7785|-122.4165|America/Los_Angeles|415|1130 Cable Works Row|10:00-21:00
rockridge|Rockridge|Oakland|CA|94618|37.8442|-122.2517|America/Los_Angeles|510|5512 Juniper Crossing|10:00-19:00
silver-lake|Silver Lake|Los Angeles|CA|90026|34.0869|-118.2702|America/Los_Angeles|213|3040 Reservoir Terrace|11:00-20:00
santa-monica|Santa Monica|Santa Monica|CA|90401|34.0156|-118.4952|America/Los_Angeles|310|214 Pelican Arcade|10:00-21:00
capitol-hill|Capitol Hill|Seattle|WA|98122|47.6146|-122.3190|America/Los_Angeles|206|417 Copper Beech Way|10:00-20:00
pearl-district|Pearl District|Portland|OR|97209|45.5275|-122.6825|America/Los_Angeles|503|950 Old Cannery Walk|10:00-19:00
soho|SoHo|New York|NY|10012|40.7240|-74.0000|America/New_York|212|61 Foundry Lane|10:00-21:00
williamsburg|Williamsburg|Brooklyn|NY|11249|40.7163|-73.9617|America/New_York|718|175 Ropewalk Street|11:00-20:00
wicker-park|Wicker Park|Chicago|IL|60622|41.9088|-87.6776|America/Chicago|312|1602 Lantern Court|10:00-20:00
south-congress|South Congress|Austin|TX|78704|30.2497|-97.7494|America/Chicago|512|1822 Pecan Yard|10:00-20:00
back-bay|Back Bay|Boston|MA|02116|42.3500|-71.0810|America/New_York|617|205 Harbour Gate|10:00-20:00
warehouse|Warehouse|Reno|NV|89502|39.5080|-119.7620|America/Los_Angeles|775|7000 Sagebrush Freight Road|06:00-22:00
`;

/** The twelve stores and, last, the warehouse. */
export function buildLocations(): Location[] {
  return PLACES.trim()
    .split("\n")
    .map((row, index) => {
      const [id = "", name = "", city = "", region = "", postalCode = "", ...rest] = row.split("|");
      const [latitude = "", longitude = "", timeZone = "", areaCode = "", street = "", hours = ""] = rest;
      const kind = id === "warehouse" ? "warehouse" : "store";
      return {
        locationId: LocationId.parse(id),
        name,
        kind,
        latitude: Number(latitude),
        longitude: Number(longitude),
        timeZone,
        hours: weekHours(kind, hours),
        phone: `+1${areaCode}55501${String(index).padStart(2, "0")}`,
        address: `${street}, ${city}, ${region} ${postalCode}`,
      };
    });
}

const NINE_PM = 21 * 60;

/** On Sunday stores open an hour later and, unless they are open till nine, close an hour earlier; the warehouse rests. */
function weekHours(kind: Location["kind"], hours: string): WeekHours {
  const [opens = 0, closes = 0] = hours.split("-").map((time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3)));
  const sunday = { opens: opens + 60, closes: closes === NINE_PM ? closes : closes - 60 };
  return [...Array.from({ length: 6 }, () => ({ opens, closes })), kind === "warehouse" ? null : sunday];
}
