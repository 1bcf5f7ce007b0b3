/**
 * Brands that do not exist. `code` starts their SKUs; without one the brand numbers its styles with six digits.
 * `tier` multiplies the price range of a shape.
 */
export type Brand = { readonly name: string; readonly code: string | null; readonly tier: number };

export const BRANDS: readonly Brand[] = [
  { name: "Lindqvist", code: "LQ", tier: 1.15 },
  { name: "Marlowe", code: "MW", tier: 1.1 },
  { name: "Aldergate", code: "AG", tier: 0.8 },
  { name: "Tarn & Fell", code: "TF", tier: 1 },
  { name: "Casa Ibarrola", code: "CI", tier: 1.2 },
  { name: "Hollin Wray", code: null, tier: 0.95 },
  { name: "Verranza", code: null, tier: 1.4 },
  { name: "Kestrel Lane", code: "KL", tier: 0.7 },
  { name: "Saltmarsh Supply", code: null, tier: 0.75 },
  { name: "Quillon", code: "QN", tier: 0.9 },
  { name: "Ondine Parr", code: "OP", tier: 1.3 },
  { name: "Thistlewick", code: null, tier: 0.7 },
  { name: "Okonjo Studio", code: "OS", tier: 1.1 },
  { name: "Harrow Finch", code: null, tier: 1 },
  { name: "Cinder & Loom", code: "CL", tier: 0.9 },
  { name: "Sable Orchard", code: "SO", tier: 1.25 },
  { name: "Mireille Daxe", code: null, tier: 1.5 },
  { name: "Tidewater Nine", code: "TN", tier: 0.65 },
  { name: "Rook & Laurel", code: "RL", tier: 0.85 },
  { name: "Isolde Wrenn", code: null, tier: 1.2 },
  { name: "Nakamori Row", code: "NR", tier: 1.05 },
  { name: "Brightwater Mill", code: null, tier: 0.75 },
  { name: "Sørensdal", code: "SD", tier: 1.1 },
  { name: "Petite Ourse", code: "PO", tier: 0.95 },
];

export function brandNamed(name: string): Brand {
  const brand = BRANDS.find((candidate) => candidate.name === name);
  if (!brand) throw new Error(`no brand is called ${name}`);
  return brand;
}
