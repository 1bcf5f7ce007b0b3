import type { Broken } from "./oracles/phone-watch.ts";
import type { Ran } from "./run-story.ts";
import { ALL_FINE, type Step, type Story } from "./story.ts";

export type Shrunk = { readonly story: Story; readonly broken: Broken; readonly runs: number };

/** A story is run at most this often while it is made shorter. */
const MOST_RUNS = 400;

/**
 * Makes a failing story shorter for as long as it still breaks the same rule: leaves out halves, quarters, single steps, then
 * phones, pages and what goes wrong. Works because every part of a story is a story (delta debugging, Zeller 1999).
 */
export async function shrink(failing: Story, broken: Broken, run: (story: Story) => Promise<Ran>): Promise<Shrunk> {
  let story = failing;
  let why = broken;
  let runs = 0;
  const stillBreaks = async (candidate: Story) => {
    if (runs >= MOST_RUNS) return false;
    runs++;
    const { broken: now } = await run(candidate);
    if (now?.oracle !== broken.oracle) return false;
    story = candidate;
    why = now;
    return true;
  };

  for (let size = Math.ceil(story.steps.length / 2); ; size = Math.ceil(size / 2)) {
    let hasShrunk = false;
    for (let from = 0; from < story.steps.length; ) {
      const steps = story.steps.toSpliced(from, size);
      if (await stillBreaks({ ...story, steps })) hasShrunk = true;
      else from += size;
    }
    if (size === 1 && !hasShrunk) break;
    if (runs >= MOST_RUNS) break;
  }
  for (const simpler of simplerWorlds(story)) await stillBreaks(simpler(story));
  for (const [place] of story.steps.entries()) {
    const calmer = calm(story.steps[place]);
    if (calmer) await stillBreaks({ ...story, steps: story.steps.with(place, calmer) });
  }
  return { story, broken: why, runs };
}

function simplerWorlds({ phones }: Story): ((story: Story) => Story)[] {
  const change = (phone: number, part: Partial<Story["phones"][number]>) => (story: Story) => ({
    ...story,
    phones: story.phones.map((each, place) => (place === phone ? { ...each, ...part } : each)),
  });
  return [
    (story) => ({ ...story, offices: 1 }),
    ...phones.flatMap((_, phone) => [
      change(phone, { proto: null }),
      change(phone, { isNew: false }),
      change(phone, { tabs: 1 }),
    ]),
    (story) => ({ ...story, phones: story.phones.slice(0, 1) }),
    (story) => ({ ...story, phones: story.phones.slice(0, 2) }),
  ];
}

/** The step with nothing going wrong in it; null where nothing does. */
function calm(step: Step | undefined): Step | null {
  if (step?.kind === "go" && (step.fate.network.kind !== "fine" || step.fate.storage !== "fine"))
    return { ...step, fate: ALL_FINE };
  if (step?.kind === "ask" && step.storage !== "fine") return { ...step, storage: "fine" };
  return null;
}
