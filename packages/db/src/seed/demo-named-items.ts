/**
 * Styles with a part in the demo's stories (the walk-through and the clients' past purchases name them),
 * so their brand, title, price and colours are fixed. Each takes a place in the range plan line of its shape,
 * department and category; sizes come from there.
 */
export type NamedItem = {
  readonly brand: string;
  readonly title: string;
  readonly shape: string;
  readonly category: string;
  readonly department: string;
  readonly priceMinor: number;
  readonly colours: readonly string[];
  /** The word inside the SKU. */
  readonly code: string;
  readonly description: string;
};

const item = (row: string, colours: string, description: string): NamedItem => {
  const [brand = "", title = "", shape = "", department = "", category = "", dollars = "", code = ""] = row.split("|");
  return {
    brand,
    title,
    shape,
    department,
    category,
    priceMinor: Number(dollars) * 100,
    code,
    colours: colours.split(","),
    description,
  };
};

export const NAMED_ITEMS: readonly NamedItem[] = [
  item(
    "Lindqvist|Merino Trench Coat|coat|Women|Coats|498|TRENCH",
    "Camel,Navy,Ivory,Forest",
    "A mid-length trench in dense Merino that keeps its shape in the rain, with a storm flap and a removable belt. Cut roomy enough for a sweater underneath.",
  ),
  item(
    "Lindqvist|Cashmere Crew Sweater|sweater|Women|Sweaters|245|CREW",
    "Oatmeal,Navy,Heather Grey",
    "Two-ply cashmere in a fine gauge, with ribbed cuffs and a relaxed shoulder.",
  ),
  item(
    "Marlowe|Cable-Knit Cashmere Sweater|sweater|Women|Sweaters|310|CABLE",
    "Ivory,Camel",
    "A chunky cable in pure cashmere, knitted in one piece with no side seams.",
  ),
  item(
    "Lindqvist|Cashmere Cardigan|cardigan|Women|Cardigans|185|CARDI",
    "Ivory,Black,Dusty Rose",
    "A light cashmere cardigan with mother-of-pearl buttons, made to be worn over everything.",
  ),
  item(
    "Marlowe|Chelsea Boot|boot|Shoes|Women's Boots|210|CHELSEA",
    "Black",
    "A clean Chelsea boot in smooth calf, on a stitched sole that can be renewed.",
  ),
  item(
    "Marlowe|Leather Penny Loafer|loafer|Shoes|Men's Loafers|210|PENNY",
    "Black",
    "A classic penny loafer in polished calf, lined in soft leather.",
  ),
  item(
    "Aldergate|Silk Scarf|scarf|Accessories|Scarves|120|SILK",
    "Navy,Burgundy,Ivory,Forest",
    "A 90 cm square of silk twill with a hand-rolled edge. Gift wrapping is free.",
  ),
  item(
    "Tarn & Fell|Hooded Parka|puffer|Men|Puffers|360|PARKA",
    "Olive,Black",
    "A hooded parka with recycled down and a two-way zip, tested to minus fifteen.",
  ),
  item(
    "Tarn & Fell|Down Puffer|puffer|Women|Puffers|295|PUFFER",
    "Black,Sage",
    "Light, warm and quick to pack, with fleece-lined pockets.",
  ),
  item(
    "Lindqvist|Wool Blazer|blazer|Women|Blazers|495|BLAZER",
    "Navy,Black",
    "A softly constructed blazer in Italian wool, with peak lapels and a nipped waist.",
  ),
  item(
    "Marlowe|Leather Work Tote|tote|Bags|Totes|395|WORK",
    "Cognac,Black",
    "A structured tote that takes a 13-inch laptop, with metal feet and a zipped pocket.",
  ),
  item(
    "Marlowe|Silk Wrap Dress|dress|Women|Dresses|350|WRAP",
    "Forest,Burgundy",
    "A wrap dress in washed silk, cut on the bias so that it moves.",
  ),
  item(
    "Lindqvist|Wool Two-Button Suit|suit|Men|Suits|890|SUIT",
    "Charcoal",
    "A half-canvassed suit in four-season wool, with trousers left unhemmed for our tailors.",
  ),
];
