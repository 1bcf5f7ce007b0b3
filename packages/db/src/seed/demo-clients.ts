import { type AssociateId, type Customer, CustomerId, DAY, HOUR, type Location, LocationId, uuidv7 } from "@aisle/domain";
import { createPhoneBook, inventAddress } from "./demo-addresses.ts";
import { startOfDay } from "./demo-days.ts";
import { NAMED_CLIENTS } from "./demo-named-clients.ts";
import { inventName } from "./demo-names.ts";
import type { DemoAssociate } from "./demo-types.ts";
import { createSeeded, type Seeded } from "./seeded.ts";

const CLIENTS = 3000;
const HOME = "union-square";
const NOTES = [
  "Prefers to be texted after 5.",
  "Buys presents in early December; keep a list.",
  "Likes to try two sizes.",
  "Allergic to mohair.",
  "Always asks for gift wrapping.",
  "Works nearby, comes in at lunch.",
  "Looking for a coat for a wedding in spring.",
  "Shops for her daughter too, who wears S.",
  "Wants to hear when new boots arrive.",
  "Returns are usually the wrong size, not the wrong style.",
  "Préfère qu’on lui écrive en français.",
  "Sleeves shortened by 2 cm on every jacket.",
];

/** 3,000 clients, those of the walk-through first. */
export function buildClients(options: {
  readonly seed: number;
  readonly today: number;
  readonly locations: readonly Location[];
  readonly associates: readonly DemoAssociate[];
}): Customer[] {
  const random = createSeeded(options.seed, "clients");
  const today = startOfDay(options.today);
  const stores = options.locations.filter(({ kind }) => kind === "store");
  const maya = options.associates.find(({ name, locationId }) => name.startsWith("Maya ") && locationId === HOME);
  const phoneFor = createPhoneBook();
  const newId = (daysAgo: number) => CustomerId.parse(uuidv7(today - daysAgo * DAY, random.bytes(10)));
  const yearOf = (daysAgo: number) => new Date(today - daysAgo * DAY).getUTCFullYear();
  const noteOf = (text: string, by: AssociateId | null, daysAgo: number) => ({
    text,
    by,
    at: new Date(today - daysAgo * DAY + random.between(0, 8 * 60) * (HOUR / 60)).toISOString(),
  });

  const named = NAMED_CLIENTS.map(
    (client): Customer => ({
      customerId: newId(client.yearsAgo * 365),
      name: client.name,
      phone: client.phone,
      email: client.email,
      addresses: [client.address],
      homeLocationId: LocationId.parse(HOME),
      associateId: maya?.associateId ?? null,
      since: yearOf(client.yearsAgo * 365),
      wears: client.wears,
      consent: client.consent,
      notes: [noteOf(client.note, maya?.associateId ?? null, 4)],
    }),
  );
  const takenPhones = new Set(named.map(({ phone }) => phone));

  const invented = Array.from({ length: CLIENTS - named.length }, (_, index): Customer => {
    const { name, ascii } = inventName(random);
    const homeLocationId = random.chance(0.1) ? LocationId.parse(HOME) : random.pick(stores).locationId;
    const team = options.associates.filter(({ locationId }) => locationId === homeLocationId);
    const associateId = random.pick(team).associateId;
    const address = inventAddress(random, homeLocationId);
    let phone = phoneFor(homeLocationId, address.country);
    while (takenPhones.has(phone)) phone = phoneFor(homeLocationId, address.country);
    const daysAgo = random.between(2, 9 * 365);
    return {
      customerId: newId(daysAgo),
      name,
      phone,
      email: random.chance(0.9) ? `${ascii}.${index + 100}@example.com` : "",
      // Who has never had anything sent has left no address; who lives abroad was entered with it.
      addresses: address.country === "US" && random.chance(0.15) ? [] : [address],
      homeLocationId,
      associateId,
      since: yearOf(daysAgo),
      wears: inventSizes(random),
      consent: { text: random.chance(0.6), email: random.chance(0.5), call: random.chance(0.15) },
      notes: random.chance(0.35) ? [noteOf(random.pick(NOTES), associateId, random.between(2, Math.min(daysAgo, 360)))] : [],
    };
  });
  return [...named, ...invented];
}

/** Nothing for a third; else two or three sizes that a person could have together. */
function inventSizes(random: Seeded): string[] {
  if (random.chance(0.33)) return [];
  const at = random.next();
  const letter = ["XS", "S", "M", "L", "XL"][Math.floor(at * 5)] ?? "M";
  const shoe = Math.round((5.5 + at * 5) * 2 + random.between(-1, 1)) / 2;
  const sizes = [
    `${random.pick(["Coats", "Sweaters", "Tops"])} ${letter}`,
    `Shoes ${Math.floor(shoe)}${shoe % 1 ? "½" : ""}`,
    ...(random.chance(0.5) ? [`Jeans ${24 + Math.round(at * 10)}`] : []),
    ...(random.chance(0.06) ? [random.pick(["No wool next to skin", "Narrow feet", "Tall", "Petite"])] : []),
  ];
  return random.some(sizes, random.between(2, 3));
}
