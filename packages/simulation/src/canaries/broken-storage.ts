// Storages that do what others have done: each breaks one promise of `SyncStorage`, and is caught for it.

import { createMemoryStorage, type Held, isWaiting, type OutboxRow, type RestingRow } from "@aisle/sync";
import type { Sabotage } from "../sabotage.ts";
import type { Disk } from "../world/phone.ts";

type Broken = NonNullable<Sabotage["storage"]>;

/** Writes the cursor in one transaction and the rows it stands for in the next. */
export const cursorBeforeRows: Broken = (disk, real, pause) => ({
  ...real,
  apply: async (answer) => {
    const whole = createMemoryStorage(disk.contents.held());
    await whole.apply(answer);
    const patches = answer.reply.patches.map((patch) => ({ ...patch, rows: {}, gone: [], stock: [] }));
    const applied = await real.apply({ ...answer, reply: { ...answer.reply, patches } });
    await pause();
    const { rows, stock } = whole.held();
    change(disk, (held) => ({ ...held, rows, stock }));
    return applied;
  },
});

/** Takes whatever answer comes, without looking whether the phone still stands where it stood when it asked. */
export const noCompareAndSwap: Broken = (disk, real) => ({
  ...real,
  apply: async (answer) => {
    const { state } = disk.contents.held();
    const patches = answer.reply.patches.map((patch) => ({ ...patch, from: state.cursor[patch.feed] ?? 0 }));
    return real.apply({ ...answer, stand: state, reply: { ...answer.reply, patches } });
  },
});

/** Starting over means everything. */
export const dropsOutboxOnStartOver: Broken = (disk, real) => ({
  ...real,
  startOver: async (order) => {
    await real.startOver(order);
    change(disk, (held) => ({ ...held, outbox: [] }));
  },
});

/** Reads the next number in one transaction and writes it in another, as two tabs do that share `localStorage`. */
export const numbersInTwoSteps: Broken = (disk, real, pause) => ({
  ...real,
  takeBatch: async (limits) => {
    const read = createMemoryStorage(disk.contents.held());
    await pause();
    const batch = await read.takeBatch(limits);
    const takenById = new Map<string, RestingRow>(batch.rows.map((row) => [row.id, row]));
    const { nextSeq, chain } = read.held().state;
    change(disk, (held) => ({
      ...held,
      state: { ...held.state, nextSeq, chain },
      outbox: held.outbox.map((row) => {
        const taken = takenById.get(row.id);
        return taken ? { ...taken, outcome: row.outcome, outcomeAt: row.outcomeAt, acknowledged: row.acknowledged } : row;
      }),
    }));
    return batch;
  },
});

/** What head office has taken once is never offered again: a restored backup loses it for good. */
export const offersNothingAgain: Broken = (disk, real) => {
  const withoutAnswered = async (work: () => Promise<void>) => {
    const answered = disk.contents.held().outbox.filter((row) => !isWaiting(row));
    change(disk, (held) => ({ ...held, outbox: held.outbox.filter(isWaiting) }));
    await work();
    change(disk, (held) => ({ ...held, outbox: [...answered, ...held.outbox].sort((a, b) => a.order - b.order) }));
  };
  return {
    ...real,
    startOver: (order) => withoutAnswered(() => real.startOver(order)),
    restamp: (gap) => withoutAnswered(() => real.restamp(gap)),
  };
};

/** Last write wins: a client's row from head office takes the place of what the phone still wanted to say about them. */
export const pulledRowWins: Broken = (disk, real) => ({
  ...real,
  apply: async (answer) => {
    const applied = await real.apply(answer);
    const pulled = new Set<string>(
      answer.reply.patches.flatMap((patch) => patch.rows.customers ?? []).map((row) => row.customerId),
    );
    change(disk, (held) => ({
      ...held,
      // Boundary: phones of the simulation seal nothing.
      // Boundary: phones of the simulation seal nothing.
      outbox: held.outbox.filter((row) => !isWaiting(row) || !pulled.has((row as OutboxRow).args.customerId)),
    }));
    return applied;
  },
});

/** A no is final, so it is taken out of the list at once, and nobody ever sees it. */
export const removesRefused: Broken = (disk, real) => ({
  ...real,
  apply: async (answer) => {
    const applied = await real.apply(answer);
    change(disk, (held) => ({ ...held, outbox: held.outbox.filter((row) => row.outcome?.kind !== "refused") }));
    return applied;
  },
});

function change(disk: Disk, by: (held: Held) => Held): void {
  disk.contents = createMemoryStorage(by(disk.contents.held()));
}
