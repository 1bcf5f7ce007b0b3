/** What a shop calls a colour, as sRGB. Names are lower case, spelled without accents; several names may share a value. */
const HEX_BY_NAME: Readonly<Record<string, string>> = {
  black: "#1f1e20",
  noir: "#1f1e20",
  jet: "#1f1e20",
  onyx: "#242427",
  ebony: "#2a2523",
  charcoal: "#44464a",
  anthracite: "#3c3f44",
  graphite: "#4b4d51",
  slate: "#5d6770",
  grey: "#8d8f92",
  gray: "#8d8f92",
  gris: "#8d8f92",
  silver: "#bfc1c4",
  ash: "#b3b0ab",
  heather: "#a4a5a8",
  pewter: "#85878a",
  dove: "#c4c0ba",
  white: "#f7f6f2",
  blanc: "#f7f6f2",
  optic: "#fafafa",
  snow: "#f8f8f6",
  ivory: "#f1eadb",
  cream: "#efe5cf",
  ecru: "#e6dcc6",
  oat: "#dfd3bd",
  oatmeal: "#d9ccb6",
  natural: "#e0d4bd",
  bone: "#e5ddcd",
  chalk: "#efece4",
  pearl: "#ece7dd",
  vanilla: "#f2e7c9",
  beige: "#d9c7a8",
  sand: "#d6c19c",
  stone: "#bfb5a3",
  taupe: "#9a8a7b",
  mushroom: "#a89a8b",
  fawn: "#c7a883",
  nude: "#dcb9a0",
  blush: "#e3bfb3",
  khaki: "#a39768",
  camel: "#b88a58",
  tan: "#c49a6c",
  caramel: "#a9713c",
  honey: "#c98f3c",
  toffee: "#8d5a34",
  cognac: "#8f4e26",
  tobacco: "#7a5230",
  chestnut: "#6f3f28",
  brown: "#65452f",
  marron: "#65452f",
  chocolate: "#4a3024",
  espresso: "#3a2a22",
  mocha: "#6d5242",
  walnut: "#5a4232",
  tortoise: "#6f4a2a",
  leopard: "#b98d52",
  red: "#b3272b",
  rouge: "#b3272b",
  scarlet: "#c22a25",
  cherry: "#94192c",
  crimson: "#9d1b32",
  burgundy: "#5f1b29",
  bordeaux: "#571c28",
  wine: "#602033",
  oxblood: "#4e1a1d",
  brick: "#974433",
  rust: "#a3502c",
  terracotta: "#b5623f",
  coral: "#e4775f",
  salmon: "#e6937c",
  peach: "#f0b797",
  apricot: "#eda869",
  orange: "#d9702b",
  tangerine: "#e2762a",
  amber: "#cf8a2c",
  mustard: "#c1932f",
  ochre: "#bb8735",
  gold: "#c5a04d",
  brass: "#b3924f",
  yellow: "#e6c341",
  lemon: "#eedd73",
  butter: "#f0e2a5",
  green: "#3f6b4a",
  vert: "#3f6b4a",
  forest: "#2f4a38",
  bottle: "#234434",
  emerald: "#1d7355",
  moss: "#626a3c",
  olive: "#656640",
  sage: "#9caa8c",
  mint: "#b4d6c1",
  pistachio: "#c1cf9c",
  lime: "#a5c23f",
  hunter: "#30493b",
  pine: "#2c4a40",
  loden: "#3c4a3a",
  jade: "#4f9a7b",
  fern: "#5f7d4d",
  teal: "#22666a",
  petrol: "#1e4d5a",
  turquoise: "#3ca9a8",
  aqua: "#7fc4c4",
  cyan: "#3fafc6",
  navy: "#22304d",
  marine: "#22304d",
  midnight: "#1b2238",
  ink: "#22252b",
  indigo: "#2f3c66",
  denim: "#48648b",
  chambray: "#7d97b5",
  blue: "#33609e",
  bleu: "#33609e",
  cobalt: "#23499a",
  royal: "#2a4aa3",
  sky: "#9cc1df",
  powder: "#b9cfe0",
  ice: "#d3e2ea",
  cornflower: "#7a97d0",
  steel: "#6c8196",
  purple: "#66427c",
  violet: "#71539a",
  plum: "#593049",
  aubergine: "#3f2537",
  mauve: "#a4879b",
  lilac: "#c1aed2",
  lavender: "#b6abd3",
  orchid: "#b57ab0",
  pink: "#e0a0ae",
  rose: "#cf8590",
  fuchsia: "#bb2f74",
  magenta: "#b0296b",
  raspberry: "#9d2450",
  berry: "#7d2748",
  hot: "#d6417f",
  copper: "#a9663d",
  bronze: "#86693f",
  champagne: "#e3d2b3",
  platinum: "#d0cfca",
  rosegold: "#d0a091",
  multi: "#a58a74",
  multicolor: "#a58a74",
};

/** What stands for a colour nobody has a name for. */
export const NEUTRAL_HEX = "#b9aa97";

/** `#b88a58` for `Camel`, `heather_camel` or `CAMEL-02`: the last known word wins, lightened or darkened by the words before it. */
export function colourHex(name: string): string {
  const words = name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
  const known = words.findLast((word) => Object.hasOwn(HEX_BY_NAME, word)) ?? words.join("");
  const hex = (Object.hasOwn(HEX_BY_NAME, known) ? HEX_BY_NAME[known] : undefined) ?? NEUTRAL_HEX;
  if (words.some((word) => LIGHTER.has(word))) return mix({ hex, with: "#ffffff", share: 0.35 });
  if (words.some((word) => DARKER.has(word))) return mix({ hex, with: "#000000", share: 0.35 });
  return hex;
}

/** How bright a colour looks, from 0 to 1 (WCAG relative luminance): decides whether its seams are drawn light or dark. */
export function brightnessOf(hex: string): number {
  const [red, green, blue] = channelsOf(hex).map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

const LIGHTER = new Set(["light", "pale", "soft", "washed", "faded", "clair", "lt"]);
const DARKER = new Set(["dark", "deep", "fonce", "dk"]);

function mix({ hex, with: other, share }: { readonly hex: string; readonly with: string; readonly share: number }): string {
  const into = channelsOf(other);
  const mixed = channelsOf(hex).map((channel, index) => Math.round(channel + ((into[index] ?? 0) - channel) * share));
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

function channelsOf(hex: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
}
