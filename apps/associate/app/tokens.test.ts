import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const sheet = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");
const light = tokensAfter(':root,\n  [data-theme="light"] {');
const darkBySystem = tokensAfter(":root:not([data-theme]) {");
const darkByChoice = tokensAfter('\n  [data-theme="dark"] {');

/** Text needs 4.5, what is drawn around a control or an icon 3.0 (WCAG 2.2, 1.4.3 and 1.4.11). */
const TEXT_PAIRS = [
  ["ink", "bg"],
  ["ink", "surface"],
  ["ink", "sunken"],
  ["on-ink", "ink"],
  ["ink-2", "bg"],
  ["ink-2", "surface"],
  ["ink-2", "sunken"],
  ["ink-3", "bg"],
  ["ink-3", "surface"],
  ["ink-3", "sunken"],
  ["accent", "bg"],
  ["accent", "accent-tint"],
  ["ok", "bg"],
  ["ok", "ok-tint"],
  ["wait", "bg"],
  ["wait", "wait-tint"],
  ["bad", "bg"],
  ["bad", "bad-tint"],
  ["ink", "wait-tint"],
  ["ink", "bad-tint"],
] as const;
const EDGE_PAIRS = [
  ["control", "bg"],
  ["control", "surface"],
  ["focus", "bg"],
  ["focus", "surface"],
  ["bad", "surface"],
] as const;

describe("tokens", () => {
  it("are the same whether the phone or the page asks for dark", () => {
    expect(darkByChoice).toEqual(darkBySystem);
    expect(Object.keys(darkBySystem).sort()).toEqual(Object.keys(light).sort());
  });

  it.each([
    ["light", light],
    ["dark", darkBySystem],
  ] as const)("keep every text and edge readable in %s", (_, theme) => {
    const tooFaint = [
      ...TEXT_PAIRS.filter(([on, under]) => contrast(theme, on, under) < 4.5),
      ...EDGE_PAIRS.filter(([on, under]) => contrast(theme, on, under) < 3),
    ];
    expect(tooFaint).toEqual([]);
  });
});

function tokensAfter(opening: string): Record<string, string> {
  const start = sheet.indexOf(opening);
  if (start < 0) throw new Error(`tokens.css has no ${opening}`);
  const block = sheet.slice(start, sheet.indexOf("}", start));
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]));
}

function contrast(theme: Record<string, string>, on: string, under: string): number {
  const [darker, lighter] = [luminance(theme[on]), luminance(theme[under])].sort((left, right) => left - right);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05);
}

/** Relative luminance of `oklch(L% C H)` by Ottosson's matrices (bottosson.github.io/posts/oklab). */
function luminance(value: string | undefined): number {
  const [lightness, chroma, hue] =
    /oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)/
      .exec(value ?? "")
      ?.slice(1)
      .map(Number) ?? [];
  if (lightness === undefined || chroma === undefined || hue === undefined) throw new Error(`not a plain oklch colour: ${value}`);
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness / 100 + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness / 100 - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness / 100 - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clamp = (channel: number) => Math.min(1, Math.max(0, channel));
  const red = clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
