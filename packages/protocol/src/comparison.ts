// Apart from the digests themselves: a phone computes those and needs no parser for it.

import { z } from "zod";
import type { FeedId } from "./exchange.ts";
import { TABLES } from "./tables/index.ts";

/** Only chunks there can be: their tables become labels of a metric. */
const CHUNK = new RegExp(`^(${Object.keys(TABLES).join("|")}|stock)/\\d{1,4}$`);

/** "This is what I hold of the feed, at this version." */
export const Comparison = z.object({
  feed: z.string().max(120),
  version: z.int().nonnegative(),
  chunks: z.record(z.string().regex(CHUNK), z.string().max(64)).refine((chunks) => Object.keys(chunks).length <= 1000),
});
export type Comparison = z.infer<typeof Comparison>;

export type ComparisonReply =
  | { readonly kind: "same" }
  /** The feed has another version at head office: nothing can be concluded. */
  | { readonly kind: "later" }
  /** Both are at one version and differ, first in `chunk`. */
  | { readonly kind: "different"; readonly feed: FeedId; readonly chunk: string };
