import { type Exchange, GENESIS, linkOf, type OkReply, type Outcome, type Reply } from "@aisle/protocol";
import { applied, aReply, refused } from "./builders.ts";

export type SmallHeadOffice = {
  readonly answer: (request: Exchange) => Reply;
  /** Ids in the order they took effect. */
  readonly effects: readonly string[];
  /** Refuses these commands instead of taking them. */
  readonly refuse: (id: string) => void;
  /** Goes back to an older state, in a new life or, with nobody saying so, in the same. */
  readonly restore: (effects: number, epoch: string) => void;
};

/** As much of head office as the promises need: counts and links, remembers outcomes by id, answers gaps, lost history and other epochs. */
export function createSmallHeadOffice(changes: Partial<OkReply> = {}): SmallHeadOffice {
  const effects: string[] = [];
  const refusals = new Set<string>();
  let outcomes = new Map<string, Outcome>();
  let lastSeq = 0;
  /** The link after each number. */
  const links = [GENESIS];
  let epoch = "first-life";
  return {
    effects,
    refuse: (id) => refusals.add(id),
    restore: (keep, next) => {
      effects.length = keep;
      epoch = next;
      outcomes = new Map([...outcomes].filter(([id]) => effects.includes(id)));
      lastSeq = Math.max(0, ...[...outcomes.values()].map((outcome) => outcome.seq));
    },
    answer: (request) => {
      if (request.epoch !== null && request.epoch !== epoch) return { kind: "start-over", feeds: "all", why: "epoch", epoch };
      const gap = () => ({ kind: "gap", expected: lastSeq + 1, chain: links[lastSeq] ?? null }) as const;
      if (request.outcomesKept > lastSeq) return gap();
      const answers: Outcome[] = [];
      let link = request.chain ?? null;
      for (const command of request.push) {
        const known = outcomes.get(command.id);
        const isNext = command.seq === lastSeq + 1;
        if (isNext && link !== null && link !== links[lastSeq]) return gap();
        if (!known && !isNext) return gap();
        if (known && command.seq > lastSeq + 1) return gap();
        link = link === null ? null : linkOf(link, command);
        if (isNext && link !== null) links[command.seq] = link;
        if (!known) {
          const isRefused = refusals.has(command.id) || command.needs.some((id) => outcomes.get(id)?.kind !== "applied");
          outcomes.set(command.id, isRefused ? refused(command) : applied(command));
          if (!isRefused) effects.push(command.id);
        }
        lastSeq = Math.max(lastSeq, command.seq);
        const outcome = outcomes.get(command.id);
        if (outcome) answers.push(outcome);
      }
      return aReply({ epoch, lastSeq, outcomes: answers, ...changes });
    },
  };
}
