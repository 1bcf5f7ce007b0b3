// When to talk to head office.
//
//            +-------- wake: issued, shown, online, a poke, signed in --------+
//            v                                                                |
//   [exchange] -- more to send or to read --> [exchange]                      |
//       |                                                                     |
//       +-- all said ------> wait: the next poll, or the end of a grace ------+
//       +-- no answer -----> wait: full-jitter back-off ----------------------+
//       +-- "try later" ---> wait at least as long as head office asked; no wake shortens that
//
// 1. One exchange at a time.
// 2. Every await has an end: the network by its deadline, storage by its adapter's, a wait by its alarm.
// 3. No answer but an outcome takes a command out of the outbox.

import { assertNever, DAY, HOUR, MINUTE, SECOND } from "@aisle/domain";
import { KEEP_DAYS, MAX_PUSH, type OkReply, type Reply } from "@aisle/protocol";
import { backoff, jitter } from "./backoff.ts";
import { createBroadcastLane } from "./broadcast-lane.ts";
import { type Exchanged, exchangeOnce, type Heard } from "./exchange-once.ts";
import type { Alarm, Broadcast, Identity, SingleRunner, SyncStorage, Transport, WakeReason, Wakeups } from "./ports.ts";
import { createObserved, FIRST_STATUS, type Observable, type Phase, type SyncStatus } from "./status.ts";

const POLL_MS = 30 * SECOND;
/** How long to wait where only a person can change something: a wake usually comes first. */
const FOR_A_PERSON_MS = MINUTE;
/** Head office may ask for patience, but a phone that was told a wrong number comes back within the hour. */
const LONGEST_PATIENCE_MS = HOUR;

export type SyncLoopDeps = {
  readonly storage: SyncStorage;
  readonly transport: Transport;
  readonly broadcast: Broadcast;
  readonly alarm: Alarm;
  /** A number in [0, 1). */
  readonly random: () => number;
  readonly wakeups: Wakeups;
  readonly runner: SingleRunner;
  readonly identity: () => Identity | null;
  /** Told what went wrong in storage, so that somebody can see it; the loop goes on. */
  readonly report: (fault: unknown) => void;
};

export type SyncLoop = {
  /** Runs until the signal aborts. */
  readonly run: (signal: AbortSignal) => Promise<void>;
  readonly wake: (reason: WakeReason) => void;
  readonly status: Observable<SyncStatus>;
};

/** What to do after an exchange. */
type Next = {
  readonly phase: Phase;
  readonly waitMs: number;
  /** No wake shortens the wait below this. */
  readonly atLeastMs: number;
  /** Failures in a row, this exchange included. */
  readonly failures: number;
};

export function createSyncLoop(deps: SyncLoopDeps): SyncLoop {
  const { storage, alarm, random, wakeups, runner } = deps;
  const status = createObserved(FIRST_STATUS);
  const lane = createBroadcastLane({
    ...deps,
    onProgress: (part) => status.change({ firstContact: { ...status.current().firstContact, ...part } }),
    onFetched: () => wake("poke"),
  });
  let reasons = new Set<WakeReason>();
  let waiting: AbortController | null = null;
  let pushMax = MAX_PUSH;
  let pollAt = 0;

  const wake = (reason: WakeReason) => {
    reasons.add(reason);
    waiting?.abort();
  };

  const pause = async ({ waitMs, atLeastMs }: Next, signal: AbortSignal) => {
    if (atLeastMs > 0) await alarm.sleep(atLeastMs, signal);
    if (reasons.size > 0 || waitMs <= atLeastMs) return;
    waiting = new AbortController();
    const end = () => waiting?.abort();
    signal.addEventListener("abort", end, { once: true });
    await alarm.sleep(waitMs - atLeastMs, waiting.signal);
    signal.removeEventListener("abort", end);
    waiting = null;
  };

  const round = async (signal: AbortSignal): Promise<Next> => {
    const woken = reasons;
    reasons = new Set();
    const identity = deps.identity();
    if (!identity) return rest("signed-out", FOR_A_PERSON_MS);
    // A booking in its grace is no reason to ask what is new.
    const isPull = pollAt <= alarm.now() || [...woken].some((reason) => reason !== "issued");
    const options = {
      identity,
      pushMax,
      isPull,
      onSending: (batch: { readonly rows: readonly { readonly id: string }[]; readonly waiting: number }) =>
        status.change({ phase: "sending", inFlight: batch.rows.map((row) => row.id), waitingCount: batch.waiting }),
    };
    const done = await exchangeOnce(deps, options, signal);
    return after(done, signal);
  };

  const after = (done: Exchanged, signal: AbortSignal): Next => {
    const graceMs = done.batch.nextAt === null ? Number.POSITIVE_INFINITY : Math.max(0, done.batch.nextAt - alarm.now());
    switch (done.kind) {
      case "nothing-to-send": {
        const { waiting: count } = done.batch;
        status.change({ waitingCount: count });
        const { phase, failures } = status.current();
        const isTrouble = phase !== "idle" && phase !== "waiting" && phase !== "sending";
        const waitMs = Math.min(graceMs, Math.max(0, pollAt - alarm.now()));
        return { ...rest(isTrouble ? phase : quietPhase(count), waitMs), failures };
      }
      case "unreachable":
        return fail("offline");
      case "ok": {
        const { reply, applied, batch, heard } = done;
        noteHeard(heard);
        noteAnswer(reply, applied.rows);
        pushMax = Math.max(1, reply.next.pushMax);
        lane.follow({ catalogue: reply.catalogue, feeds: reply.fetch }, signal);
        const left = Math.max(0, batch.waiting - applied.answered.length);
        status.change({ waitingCount: left });
        // Only what moves goes on at once: an exchange that changed nothing would change nothing for ever.
        const readsOn = reply.more && applied.feeds.length > 0;
        const sendsOn = applied.answered.length > 0 && (batch.hasMore || batch.rows.length > applied.answered.length);
        if (readsOn || sendsOn) return rest(quietPhase(left), 0);
        const pollMs = jitter(reply.next.pollMs > 0 ? reply.next.pollMs : POLL_MS, random);
        pollAt = alarm.now() + pollMs;
        const isQuiet = left === 0 && !reply.more && !wakeups.isShown();
        return rest(quietPhase(left), isQuiet ? HOUR : Math.min(graceMs, pollMs));
      }
      case "answered":
        noteHeard(done.heard);
        return afterRefusal(done.reply);
      default:
        return assertNever(done);
    }
  };

  const afterRefusal = (reply: Exclude<Reply, OkReply>): Next => {
    switch (reply.kind) {
      case "gap":
      case "start-over":
        // Mended by storage already; a second one in a row means the mending does not hold, so slow down.
        return status.current().failures === 0 ? { ...rest("waiting", 0), failures: 1 } : fail("head-office-down");
      case "update-app":
        return rest("update-needed", FOR_A_PERSON_MS);
      case "sign-in-again":
        return rest("signed-out", FOR_A_PERSON_MS);
      case "try-later": {
        const asked = Math.min(LONGEST_PATIENCE_MS, Math.max(0, reply.afterMs));
        const next = fail("head-office-down");
        return { ...next, waitMs: asked + next.waitMs, atLeastMs: asked };
      }
      default:
        return assertNever(reply);
    }
  };

  const fail = (phase: Phase): Next => ({
    phase,
    waitMs: backoff(status.current().failures, random),
    atLeastMs: 0,
    failures: status.current().failures + 1,
  });

  const noteHeard = ({ at, offsetMs }: Heard) =>
    status.change({ lastHeardAt: at, ...(offsetMs === null ? {} : { serverClockOffsetMs: Math.round(offsetMs) }) });

  const noteAnswer = (reply: OkReply, rows: number) => {
    const { firstContact } = status.current();
    if (firstContact.rows.isComplete) return;
    const done = firstContact.rows.done + rows;
    status.change({ firstContact: { ...firstContact, rows: { done, isComplete: !reply.more } } });
  };

  const loop = async (signal: AbortSignal) => {
    while (!signal.aborted) {
      let next: Next;
      try {
        next = await round(signal);
      } catch (fault) {
        // Storage failed past its adapter's own mending. Nothing is lost that was saved; say so and come back later.
        deps.report(fault);
        next = fail("waiting");
      }
      if (signal.aborted) return;
      status.change({ phase: next.phase, inFlight: [], failures: next.failures });
      await pause(next, signal);
    }
  };

  /** By head office's clock, as last heard: this phone's own may be wrong by months. */
  const forget = async () => {
    const { heardAt } = await storage.readState();
    if (heardAt !== null) await storage.prune(Date.parse(heardAt) - KEEP_DAYS * DAY);
  };

  const run = async (signal: AbortSignal) => {
    const unsubscribe = wakeups.subscribe(wake);
    try {
      await runner(async (mine) => {
        await forget().catch(deps.report);
        await loop(mine);
        await lane.settled();
      }, signal);
    } finally {
      unsubscribe();
    }
  };

  return { run, wake, status };
}

function rest(phase: Phase, waitMs: number): Next {
  return { phase, waitMs, atLeastMs: 0, failures: 0 };
}

function quietPhase(waitingCount: number): Phase {
  return waitingCount > 0 ? "waiting" : "idle";
}
