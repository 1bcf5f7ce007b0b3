import type { Database } from "@aisle/db";
import type { Location } from "@aisle/domain";
import {
  MAX_PUSH,
  type OkReply,
  OLDEST_SUPPORTED,
  type Outcome,
  PROTOCOL_VERSION,
  type ReceivedExchange,
  type Reply,
} from "@aisle/protocol";
import { personContext } from "../sessions/person-context.ts";
import type { Session } from "../sessions/session-reader.ts";
import type { ApplyDeps } from "./apply-command.ts";
import { noteOutcomesKept, readDevice } from "./device-reader.ts";
import { pull } from "./pull.ts";
import { feedsOf } from "./scope.ts";
import { takePushed } from "./take-pushed.ts";

export type ExchangeDeps = ApplyDeps & {
  readonly database: Database;
  /** As it was when this process started; an exchange reads it anew. */
  readonly epoch: string;
  readonly locations: () => Promise<ReadonlyMap<string, Location>>;
  readonly onAnswered: (outcome: Outcome, name: string, isRepeat: boolean) => void;
  readonly onHistory?: (event: HistoryEvent) => void;
  /** Tells other phones which feeds moved; after the commit, and lost without harm. */
  readonly poke: (feeds: readonly string[], deviceId: string) => void;
  /** What head office can take on at this moment. */
  readonly next?: () => OkReply["next"];
  /** The oldest protocol still answered; of older ones only commands are taken. */
  readonly oldestSupported?: number;
};

/** What phone and head office remember differently. */
export type HistoryEvent =
  | { readonly kind: "chain-broken" | "superseded"; readonly deviceId: string; readonly commandId: string }
  /** Head office has answered fewer of the phone's commands than the phone holds answers for. */
  | { readonly kind: "history-lost"; readonly deviceId: string; readonly lost: number };

const AT_EASE: OkReply["next"] = { pollMs: 30_000, pushMax: MAX_PUSH };
/** A phone newer than head office: it was rolled back, and somebody is at work on it. */
const ROLLED_BACK_MS = 60_000;

/** One round trip of a phone: take what it sends, then answer what is new for it. */
export async function exchange(deps: ExchangeDeps, session: Session | null, asked: ReceivedExchange): Promise<Reply> {
  if (asked.proto > PROTOCOL_VERSION) return { kind: "try-later", afterMs: ROLLED_BACK_MS };
  if (asked.proto < 1) return { kind: "update-app", minApp: "", pushStillAccepted: false };
  if (!session || session.deviceId !== asked.device) return { kind: "sign-in-again" };
  const { database } = deps;
  const stand = await readDevice(database.as({ deviceId: session.deviceId }), session.deviceId);
  if (!stand || stand.isRevoked) return { kind: "sign-in-again" };
  const { epoch } = stand;
  if (asked.epoch !== null && asked.epoch !== epoch) return { kind: "start-over", feeds: "all", why: "epoch", epoch };
  if (asked.outcomesKept > stand.lastSeq) {
    deps.onHistory?.({ kind: "history-lost", deviceId: session.deviceId, lost: asked.outcomesKept - stand.lastSeq });
    return { kind: "gap", expected: stand.lastSeq + 1, chain: stand.chain };
  }

  const isTooOld = asked.proto < (deps.oldestSupported ?? OLDEST_SUPPORTED);
  if (isTooOld && asked.push.length === 0) return { kind: "update-app", minApp: "", pushStillAccepted: true };
  const pushed = await takePushed(deps, { session, stand }, asked);
  if (pushed.kind === "not-taken") return pushed.reply;
  const { outcomes, lastSeq } = pushed;
  const answer = { kind: "ok", epoch, lastSeq, outcomes, next: deps.next?.() ?? AT_EASE } as const;
  const serverTime = new Date(deps.now()).toISOString();
  // Its feeds may have another shape by now: it is answered what became of its commands, and that there is more.
  if (isTooOld) return { ...answer, ...NO_NEWS, serverTime };

  if (asked.push.length === 0 && asked.outcomesKept > stand.outcomesKept) {
    await noteOutcomesKept(database.as({ deviceId: session.deviceId }), session.deviceId, asked.outcomesKept);
  }
  const scope = feedsOf(session, await deps.locations());
  const pulled = await pull(database.as(personContext(session)), {
    scope,
    cursor: asked.cursor,
    room: asked.room,
    expectNews: asked.push.length > 0,
  });
  if (pulled.tooOld.length > 0) return { kind: "start-over", feeds: pulled.tooOld, why: "too-old", epoch };
  if (pulled.ahead.length > 0) return { kind: "start-over", feeds: pulled.ahead, why: "drift", epoch };
  return {
    ...answer,
    patches: pulled.patches,
    drop: Object.keys(asked.cursor).filter((feed) => !scope.includes(feed)),
    fetch: pulled.fetch,
    catalogue: pulled.catalogue,
    more: pulled.more,
    serverTime,
  };
}

const NO_NEWS = { patches: [], drop: [], fetch: [], catalogue: 0, more: true } as const satisfies Partial<OkReply>;
