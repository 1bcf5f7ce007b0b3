import type { Comparison, ComparisonReply } from "@aisle/protocol";
import type { App } from "../app.ts";
import type { Session } from "../sessions/session-reader.ts";
import { feedsOf } from "./scope.ts";

/** Holds what a phone has of a feed against head office's rows at the same version. Under load: another time. */
export async function compareFeed(app: App, session: Session, held: Comparison): Promise<ComparisonReply> {
  const entry = app.load.enter("pull");
  if (entry.kind === "full") return { kind: "later" };
  try {
    // A feed this person may not see is dropped by the next exchange; nothing is said about it here.
    if (!feedsOf(session, await app.locations()).includes(held.feed)) return { kind: "later" };
    const reply = await app.digests.compare(held, session);
    if (reply.kind === "different") app.events.driftFound({ deviceId: session.deviceId, feed: reply.feed, chunk: reply.chunk });
    return reply;
  } finally {
    entry.leave();
  }
}
