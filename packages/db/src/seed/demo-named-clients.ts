import type { Address, Consent } from "@aisle/domain";

/** Clients the walk-through names. All shop at Union Square with Maya, under telephone numbers kept for fiction. */
export type NamedClient = {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly address: Address;
  readonly yearsAgo: number;
  readonly wears: readonly string[];
  readonly consent: Consent;
  readonly note: string;
  /** Titles and option values of past purchases, with how many days ago and where. */
  readonly bought: readonly NamedPurchase[];
};

type NamedPurchase = {
  readonly title: string;
  readonly options: readonly [colour: string, size: string];
  readonly daysAgo: number;
  readonly at: string;
  readonly channel: "in-store" | "online";
};

const sanFrancisco = (line1: string, line2: string, postalCode: string): Address => ({
  line1,
  line2,
  city: "San Francisco",
  region: "CA",
  postalCode,
  country: "US",
});

const bought = (row: string): NamedPurchase => {
  const [title = "", colour = "", size = "", daysAgo = "", at = ""] = row.split("|");
  const channel = at === "online" ? "online" : "in-store";
  return { title, options: [colour, size], daysAgo: Number(daysAgo), at: channel === "online" ? "union-square" : at, channel };
};

export const NAMED_CLIENTS: readonly NamedClient[] = [
  {
    name: "Ana Ruiz",
    phone: "+14155550190",
    email: "ana.ruiz@example.com",
    address: sanFrancisco("1200 Bay St", "Apt 4", "94123"),
    yearsAgo: 5,
    wears: ["Coats M", "Shoes 7½", "Jeans 28", "No wool next to skin"],
    consent: { text: true, email: false, call: false },
    note: "Planning a December trip to Oslo. Prefers texts after 5.",
    bought: [
      bought("Chelsea Boot|Black|7.5|71|market-street"),
      bought("Cashmere Cardigan|Ivory|M|111|online"),
      bought("Silk Wrap Dress|Forest|6|152|union-square"),
      bought("Leather Work Tote|Cognac|One size|188|union-square"),
      bought("Wool Blazer|Navy|6|231|union-square"),
      bought("Silk Scarf|Burgundy|One size|262|union-square"),
      bought("Cable-Knit Cashmere Sweater|Ivory|M|303|union-square"),
      bought("Cashmere Crew Sweater|Navy|M|341|union-square"),
    ],
  },
  {
    name: "Tom Keller",
    phone: "+14155550191",
    email: "tom.keller@example.com",
    address: sanFrancisco("2210 Larkspur Ter", "", "94109"),
    yearsAgo: 3,
    wears: ["Suits 42R", "Shoes 10½", "Shirts L"],
    consent: { text: true, email: true, call: false },
    note: "Suit alteration ready. Text him.",
    bought: [
      bought("Wool Two-Button Suit|Charcoal|42R|9|union-square"),
      bought("Leather Penny Loafer|Black|10.5|87|union-square"),
    ],
  },
  {
    name: "Priya Shah",
    phone: "+14155550192",
    email: "priya.shah@example.com",
    address: sanFrancisco("48 Heron Ct", "Unit 12", "94107"),
    yearsAgo: 2,
    wears: ["Dresses 4", "Shoes 6½", "Sweaters S"],
    consent: { text: true, email: true, call: true },
    note: "Birthday Friday. Likes Lindqvist.",
    bought: [bought("Cashmere Crew Sweater|Oatmeal|S|33|union-square"), bought("Silk Wrap Dress|Burgundy|4|140|market-street")],
  },
];
