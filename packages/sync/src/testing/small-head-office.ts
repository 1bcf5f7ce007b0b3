import type { Exchange, OkReply, Outcome, Reply } from "@aisle/protocol";
import { applied, aReply, refused } from "./builders.ts";

export type SmallHeadOffice = {
  readonly answer: (request: Exchange) => Reply;
  /** Ids in the order they took effect. */
  readonly effects: readonly string[];
  /** Refuses these commands instead of taking them. */
  readonly refuse: (id: string) => void;
  /** Goes back to an older state, in a new life. */
  readonly restore: (effects: number, epoch: string) => void;
};

/** As much of head office as the promises need: counts per phone, remembers outcomes by id, answers gaps and other epochs. */
export function createSmallHeadOffice(changes: Partial<OkReply> = {}): SmallHeadOffice {
  const effects: string[] = [];
  const refusals = new Set<string>();
  let outcomes = new Map<string, Outcome>();
  let lastSeq = 0;
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
      const answers: Outcome[] = [];
      for (const command of request.push) {
        const known = outcomes.get(command.id);
        if (!known) {
          if (command.seq !== lastSeq + 1) return { kind: "gap", expected: lastSeq + 1 };
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
