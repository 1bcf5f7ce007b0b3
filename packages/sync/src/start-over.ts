import type { FeedId } from "@aisle/protocol";
import { offerAgain, type RestingRow } from "./outbox.ts";
import type { SyncState } from "./ports.ts";

export type StartOverPlan = {
  readonly state: SyncState;
  readonly drop: readonly FeedId[] | "all";
  /** Rows of the outbox to offer again, under new numbers; empty unless head office has another life. */
  readonly offered: readonly RestingRow[];
};

/**
 * What to let go of before reading from the beginning. Never the outbox.
 * Catalogue parts stay in any case: they lie under their own hash, so whatever still belongs need not come again.
 */
export function planStartOver(options: {
  readonly state: SyncState;
  readonly outbox: readonly RestingRow[];
  readonly feeds: readonly FeedId[] | "all";
  readonly epoch: string;
}): StartOverPlan {
  const { state, outbox, epoch } = options;
  const isOtherLife = state.epoch !== null && state.epoch !== epoch;
  const drop = isOtherLife ? "all" : options.feeds;
  const again = isOtherLife
    ? offerAgain(outbox, { nextSeq: state.nextSeq, chain: state.chain })
    : { rows: [], nextSeq: state.nextSeq, chain: state.chain };
  const isDropped = (feed: FeedId) => drop === "all" || drop.includes(feed);
  return {
    state: {
      epoch,
      nextSeq: again.nextSeq,
      chain: again.chain,
      cursor: Object.fromEntries(Object.entries(state.cursor).filter(([feed]) => !isDropped(feed))),
      catalogue: isDropped("catalogue") ? null : state.catalogue,
      heardAt: state.heardAt,
    },
    drop,
    offered: again.rows,
  };
}
