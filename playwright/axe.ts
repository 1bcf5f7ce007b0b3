import type { Page } from "@playwright/test";
import axe from "axe-core";

/** WCAG 2.2 A and AA, and what axe calls best practice where it is about landmarks and headings. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** One line per broken rule and element; empty when axe finds nothing. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  // Through the debugger, which the page's script policy does not bind.
  await page.evaluate(axe.source);
  await page.evaluate(settleMotion);
  return await page.evaluate(async (tags) => {
    // Boundary: axe puts itself on the window.
    const { axe: engine } = window as unknown as { axe: { run: (context: Document, options: object) => Promise<Result> } };
    type Result = { violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] };
    const { violations } = await engine.run(document, { runOnly: tags, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ""}`),
    );
  }, RULES);
}

/** A toast half faded in has half its contrast: what is judged is what stays. */
async function settleMotion(): Promise<void> {
  const passing = document
    .getAnimations()
    .filter((each) => each.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
  await Promise.allSettled(passing.map((each) => each.finished));
}
