import { linkOf, type Outcome, type ReceivedExchange, type Reply } from "@aisle/protocol";
import type { Session } from "../sessions/session-reader.ts";
import { applyCommand } from "./apply-command.ts";
import type { DeviceStand } from "./device-reader.ts";
import type { ExchangeDeps } from "./exchange.ts";
import { isSuperseded } from "./outcomes.ts";
import { readEnvelope } from "./read-envelope.ts";

export type Pushed =
  | { readonly kind: "taken"; readonly outcomes: readonly Outcome[]; readonly lastSeq: number }
  | { readonly kind: "not-taken"; readonly reply: Reply };

const TRY_LATER_MS = 2_000;
/** Well before a phone gives up waiting, after 20 s: what it is told in time it need not send again. */
const TAKE_FOR_MS = 8_000;

/**
 * Takes what a phone sends, in its order, each in a transaction of its own. It ends early at a command that waits for a newer
 * head office, or when it takes too long: what was taken so far is answered, and those behind it come again.
 */
export async function takePushed(
  deps: ExchangeDeps,
  who: { readonly session: Session; readonly stand: DeviceStand },
  asked: ReceivedExchange,
): Promise<Pushed> {
  const { deviceId, associateId } = who.session;
  const outcomes: Outcome[] = [];
  let { lastSeq } = who.stand;
  let link = asked.chain ?? null;
  const until = deps.now() + TAKE_FOR_MS;
  for (const envelope of asked.push) {
    if (outcomes.length > 0 && deps.now() > until) break;
    const { command, refusal } = readEnvelope(envelope, { by: associateId, now: deps.now() });
    const before = link;
    // What could not be read cannot be linked either: the phone's next word begins the chain anew.
    link = before === null || refusal ? null : linkOf(before, command);
    const applied = await applyCommand(deps, deviceId, command, { before, after: link, refusal });
    if (applied.kind === "held") break;
    if (applied.kind === "unknown-device") return { kind: "not-taken", reply: { kind: "sign-in-again" } };
    if (applied.kind === "try-later") return { kind: "not-taken", reply: { ...applied, afterMs: TRY_LATER_MS } };
    if (applied.kind === "gap") {
      const { expected, chain, isBreak } = applied;
      if (isBreak) deps.onHistory?.({ kind: "chain-broken", deviceId, commandId: command.id });
      return { kind: "not-taken", reply: { kind: "gap", expected, chain } };
    }
    const { outcome, isRepeat, feeds } = applied;
    outcomes.push(outcome);
    lastSeq = Math.max(lastSeq, outcome.seq);
    deps.onAnswered(outcome, command.name, isRepeat);
    if (!isRepeat && isSuperseded(command, outcome)) {
      deps.onHistory?.({ kind: "superseded", deviceId, commandId: command.id });
    }
    deps.poke(feeds, deviceId);
  }
  return { kind: "taken", outcomes, lastSeq };
}
