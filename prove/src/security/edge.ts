// Prices that a phone altered, and text that would be script if a page let it.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { BenchTable } from "@aisle/bench/table";
import { judgePrice, type Money, Sku } from "@aisle/domain";
import { createSeededRandom } from "@aisle/domain/testing";
import { TEST_PRICES } from "@aisle/server/testing";

const SEED = Number(process.env["SEED"] ?? 2026);
const ALTERED = 100_000;
const ROOT = path.resolve(import.meta.dirname, "../../..");

/** Both together: what is booked at a phone's own price, and what runs on a page that shows hostile text. */
export async function proveEdge(): Promise<BenchTable> {
  const prices = alterPrices();
  const pages = await showHostileTexts();
  const none = (claim: string, value: number) => ({ claim, value, bar: 0, holds: value === 0 });
  return {
    title: `Prices and pages (SEED=${SEED})`,
    columns: ["what was tried", "times", "went wrong"],
    rows: [
      ["told prices altered: the number, the currency, the item or the proof", prices.altered, prices.accepted],
      ["of them, raised as forged", prices.raised, "-"],
      ["honest prices that still hold, refused", prices.honest, prices.honestRefused],
      ["rows filled with hostile text, shown on every page", pages.rows, pages.failed],
      ["hostile texts typed into fields", pages.typed, pages.failed],
    ],
    bars: [
      none("altered prices accepted", prices.accepted),
      none("honest prices refused", prices.honestRefused),
      none("hostile texts that ran, reports of the page's policy, naughty strings changed: journeys that failed", pages.failed),
      { claim: "hostile texts tried", value: pages.texts, bar: "60 or more", holds: pages.texts >= 60 },
    ],
  };
}

/** Through the very rule and seals of head office. What is told is altered in every way a phone could. */
function alterPrices() {
  const random = createSeededRandom(SEED);
  const [coat, scarf] = [Sku.parse("COAT"), Sku.parse("SCARF")];
  const tally = { altered: 0, accepted: 0, raised: 0, honest: 0, honestRefused: 0 };
  const refusalOf = (sku: Sku, told: Money, proof: string, now: Money) => {
    const standing = TEST_PRICES.check(sku, { price: told, proof });
    return judgePrice(sku, { ...told, proof: standing }, { ...now, proof: TEST_PRICES.prove(sku, now) });
  };
  while (tally.altered < ALTERED) {
    const now = { minor: 1 + random.int(500_000), currency: "USD" };
    const honest = TEST_PRICES.prove(coat, now);
    const other = { minor: random.pick([0, 1, now.minor - 1, now.minor + 1, random.int(2 ** 31)]), currency: "USD" };
    const spoilt = random.int(honest.length);
    const [told, proof] = random.pick<readonly [Money, string]>([
      [other, honest],
      [other, TEST_PRICES.prove(scarf, other)],
      [{ ...now, currency: random.pick(["EUR", "JPY", "usd"]) }, honest],
      [now, honest.slice(0, spoilt) + (honest[spoilt] === "A" ? "B" : "A") + honest.slice(spoilt + 1)],
      [now, ""],
      [other, "x".repeat(43 * (1 + random.int(3)))],
    ]);
    if (told.minor === now.minor && told.currency === now.currency && proof === honest) continue;
    tally.altered++;
    const refusal = refusalOf(coat, told, proof, now);
    if (refusal === null) tally.accepted++;
    if (refusal?.code === "price-not-ours") tally.raised++;
    tally.honest++;
    if (refusalOf(coat, now, honest, now) !== null) tally.honestRefused++;
  }
  return tally;
}

type Report = { readonly suites?: readonly Report[]; readonly specs?: readonly Spec[] };
type Spec = {
  readonly ok: boolean;
  readonly tests: readonly { readonly annotations: readonly { type: string; description?: string }[] }[];
};

/** The journeys in a real browser, with the figures they write down. */
async function showHostileTexts() {
  const folder = mkdtempSync(path.join(os.tmpdir(), "aisle-hostile-"));
  const file = path.join(folder, "report.json");
  const command = "node_modules/@playwright/test/cli.js";
  const run = spawn(
    process.execPath,
    [command, "test", "-c", "playwright/playwright.config.ts", "hostile-text", "naughty", "--reporter=json"],
    { cwd: ROOT, env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file }, stdio: "ignore" },
  );
  await new Promise((resolve) => run.once("exit", resolve));
  // Boundary: Playwright's own report.
  const specs = specsOf(JSON.parse(readFileSync(file, "utf8")) as Report);
  rmSync(folder, { recursive: true });
  const figures: Record<string, number> = {};
  for (const { annotations } of specs.flatMap(({ tests }) => tests)) {
    for (const { type, description } of annotations)
      if (type === "figures") Object.assign(figures, JSON.parse(description ?? "{}"));
  }
  const failed = specs.length === 0 ? 1 : specs.filter(({ ok }) => !ok).length;
  return { failed, texts: figures["texts"] ?? 0, rows: figures["rows"] ?? 0, typed: figures["typed"] ?? 0 };
}

function specsOf({ suites = [], specs = [] }: Report): readonly Spec[] {
  return [...specs, ...suites.flatMap(specsOf)];
}
