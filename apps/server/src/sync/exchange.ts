import type { Database } from "@aisle/db";
import type { Location } from "@aisle/domain";
import {
  MAX_PUSH,
  OLDEST_SUPPORTED,
  type Outcome,
  PROTOCOL_VERSION,
  PushedCommand,
  type ReceivedExchange,
  type Reply,
} from "@aisle/protocol";
import type { Session } from "../sessions/session-reader.ts";
import { type ApplyDeps, applyCommand } from "./apply-command.ts";
import { pull } from "./pull.ts";
import { feedsOf } from "./scope.ts";

export type ExchangeDeps = ApplyDeps & {
  readonly database: Database;
  readonly epoch: string;
  readonly locations: () => Promise<ReadonlyMap<string, Location>>;
  readonly onAnswered: (outcome: Outcome, name: string, isRepeat: boolean) => void;
  /** Tells other phones which feeds moved; after the commit, and lost without harm. */
  readonly poke: (feeds: readonly string[], deviceId: string) => void;
};

const POLL_MS = 30_000;
const TRY_LATER_MS = 2_000;

/** One round trip of a phone: take what it sends, then answer what is new for it. */
export async function exchange(deps: ExchangeDeps, session: Session | null, asked: ReceivedExchange): Promise<Reply> {
  if (asked.proto > PROTOCOL_VERSION) return { kind: "try-later", afterMs: 60_000 };
  if (asked.proto < OLDEST_SUPPORTED) return { kind: "update-app", minApp: "", pushStillAccepted: false };
  if (!session || session.deviceId !== asked.device) return { kind: "sign-in-again" };
  if (asked.epoch !== null && asked.epoch !== deps.epoch) {
    return { kind: "start-over", feeds: "all", why: "epoch", epoch: deps.epoch };
  }

  const outcomes: Outcome[] = [];
  for (const envelope of asked.push) {
    const command = PushedCommand.parse(envelope);
    const applied = await applyCommand(deps, session.deviceId, command);
    if (applied.kind === "unknown-device") return { kind: "sign-in-again" };
    if (applied.kind === "gap") return applied;
    if (applied.kind === "try-later") return { ...applied, afterMs: TRY_LATER_MS };
    outcomes.push(applied.outcome);
    deps.onAnswered(applied.outcome, command.name, applied.isRepeat);
    deps.poke(applied.feeds, session.deviceId);
  }

  const scope = feedsOf(session, await deps.locations());
  const pulled = await pull(deps.database, { scope, cursor: asked.cursor, room: asked.room });
  if (pulled.tooOld.length > 0) return { kind: "start-over", feeds: pulled.tooOld, why: "too-old", epoch: deps.epoch };
  if (pulled.ahead.length > 0) return { kind: "start-over", feeds: pulled.ahead, why: "drift", epoch: deps.epoch };
  return {
    kind: "ok",
    epoch: deps.epoch,
    lastSeq: asked.push.at(-1)?.seq ?? 0,
    outcomes,
    patches: pulled.patches,
    drop: Object.keys(asked.cursor).filter((feed) => !scope.includes(feed)),
    fetch: pulled.fetch,
    catalogue: pulled.catalogue,
    more: pulled.more,
    serverTime: new Date(deps.now()).toISOString(),
    next: { pollMs: POLL_MS, pushMax: MAX_PUSH },
  };
}
