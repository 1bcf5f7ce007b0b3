import type { Broken } from "./oracles/phone-watch.ts";
import type { Ran } from "./run-story.ts";
import type { Story } from "./story.ts";

/** A failing story in words, for a person; with the story itself, so that it can be kept as a test. */
export function tell(story: Story, ran: Pick<Ran, "lines">, broken: Broken): string {
  const lines = ran.lines.filter(({ weight }) => weight === "told").map(({ text }) => text);
  return [
    `SEED=${story.seed} breaks "${broken.oracle}": ${broken.what}`,
    ...lines.map((line, place) => `${String(place + 1).padStart(3)}. ${line}`),
    `As a test (packages/simulation/src/found): ${JSON.stringify(story)}`,
  ].join("\n");
}

/** A run in one number: the same story gives the same, whoever runs it. FNV-1a over every line. */
export function traceOf({ lines }: Pick<Ran, "lines">): number {
  let hash = 0x811c9dc5;
  for (const { text } of lines) {
    for (let place = 0; place < text.length; place++) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193) >>> 0;
    hash = Math.imul(hash ^ 10, 0x01000193) >>> 0;
  }
  return hash;
}
