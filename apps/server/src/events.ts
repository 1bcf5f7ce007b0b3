import { COMMANDS, type Outcome, type PushedCommand } from "@aisle/protocol";
import type { OpenAnswer } from "./customers/client-access.ts";
import type { Logger } from "./logger.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import type { PackageBrought } from "./rescue/take-in.ts";
import type { HistoryEvent } from "./sync/exchange.ts";
import type { Pruned } from "./sync/prune.ts";

/** What the business counts: one function per event, each writing its log line and its number together. */
export type Events = {
  readonly commandAnswered: (outcome: Outcome, name: string, isRepeat: boolean) => void;
  readonly commandFaulted: (fault: unknown, incident: string, command: Pick<PushedCommand, "id" | "name">) => void;
  /** Somebody brought what another phone could not send. */
  readonly packageBrought: (brought: PackageBrought) => void;
  /** A phone found no room and was asked to come back. */
  readonly askedToWait: () => void;
  /** A phone holds something else than head office at the same version: a fault, whoever's it is. */
  readonly driftFound: (drift: { deviceId: string; feed: string; chunk: string }) => void;
  /** A phone and head office remember differently: a chain that broke, work that was lost, a promise that cannot be kept. */
  readonly historyDiffers: (event: HistoryEvent) => void;
  /** An address, a phone or a person asked too often. */
  readonly askedTooOften: (what: "address" | "phone" | "person") => void;
  /** A browser turned something away because of a page's policy. */
  readonly policyBroken: (directive: string) => void;
  readonly pruned: (pruned: Pruned) => void;
  /** A profile was opened from the whole store, or was not. */
  readonly profileOpened: (how: OpenAnswer["kind"]) => void;
  /** Clients were erased by head office itself: again after a restore, or because nobody had heard of them for long. */
  readonly clientsErased: (count: { readonly again: number; readonly outdated: number }) => void;
  /** Somebody's PIN stopped working on a phone after ten wrong ones. */
  readonly pinLocked: (who: { deviceId: string; associateId: string }) => void;
  /** Somebody could not prove who they are, by passkey or at the identity provider. */
  readonly notProven: (why: string) => void;
  readonly requestAnswered: (request: { method: string; path: string; status: number; ms: number }) => void;
  readonly requestFaulted: (fault: unknown, incident: string, where: string) => void;
  readonly metrics: Metrics;
};

export function createEvents(logger: Logger): Events {
  const metrics = createMetrics();
  return {
    metrics,
    commandAnswered: (outcome, name, isRepeat) => {
      const code = "refusal" in outcome ? outcome.refusal.code : "";
      // A phone may send any name; a label is kept for ever.
      metrics.commands.inc({ name: Object.hasOwn(COMMANDS, name) ? name : "unknown", kind: isRepeat ? "repeat" : outcome.kind });
      if (code === "same-id-other-content") metrics.forged.inc({ kind: "same-id-other-content" });
      if (code === "price-not-ours") metrics.forged.inc({ kind: code });
      if (outcome.kind === "failed" || code === "price-not-ours" || code === "same-id-other-content") {
        logger.error({ event: "command-needs-a-person", command: name, commandId: outcome.id, code }, "a command needs a person");
      } else {
        logger.info(
          { event: "command-answered", command: name, commandId: outcome.id, kind: outcome.kind, code },
          "command answered",
        );
      }
    },
    commandFaulted: (fault, incident, command) => {
      metrics.faults.inc();
      logger.error(
        { event: "command-fault", incident, command: command.name, commandId: command.id, fault: describe(fault) },
        "command threw",
      );
    },
    packageBrought: ({ outcome, ...who }) => {
      if (outcome.kind === "taken-in") {
        const { actions, known, unreadable } = outcome;
        metrics.rescues.inc({ kind: "taken-in" });
        logger.info({ event: "package-brought", ...who, actions, known, unreadable }, "a phone's actions were brought in");
        if (unreadable > 0)
          logger.error({ event: "package-unreadable", ...who, unreadable }, "a phone sealed what nobody can read");
      } else {
        metrics.rescues.inc({ kind: "refused" });
        logger.warn({ event: "package-refused", ...who, code: outcome.code }, "a phone's actions were not taken in");
      }
    },
    askedToWait: () => metrics.turnedAway.inc(),
    askedTooOften: (what) => metrics.tooOften.inc({ what }),
    policyBroken: (directive) => {
      metrics.policyReports.inc({ directive });
      logger.warn({ event: "policy-broken", kind: directive }, "a browser turned something away because of a page's policy");
    },
    driftFound: ({ chunk, ...where }) => {
      const [table = ""] = chunk.split("/");
      metrics.drift.inc({ table });
      logger.error({ event: "drift-found", ...where, chunk }, "a phone and head office differ at the same version");
    },
    historyDiffers: (event) => {
      metrics.history.inc({ kind: event.kind });
      logger.error({ event: event.kind, ...event }, "a phone and head office remember differently");
    },
    pruned: (pruned) => logger.info({ event: "pruned", ...pruned }, "old rows were forgotten"),
    profileOpened: (how) => metrics.profiles.inc({ how }),
    clientsErased: (count) => logger.info({ event: "clients-erased", ...count }, "clients were erased"),
    pinLocked: (who) => {
      metrics.forged.inc({ kind: "pin-locked" });
      logger.warn({ event: "pin-locked", ...who }, "ten wrong PINs in a row");
    },
    notProven: (why) => {
      metrics.forged.inc({ kind: "not-proven" });
      logger.warn({ event: "not-proven", code: why }, "somebody did not prove who they are");
    },
    requestAnswered: ({ method, path, status, ms }) => {
      metrics.requests.observe({ path, status: String(status) }, ms / 1000);
      if (status >= 500) logger.warn({ event: "request", method, path, status, ms }, "request failed");
    },
    requestFaulted: (fault, incident, where) => {
      metrics.faults.inc();
      logger.error({ event: "request-fault", incident, where, fault: describe(fault) }, "request threw");
    },
  };
}

/** A fault's kind and place, without its message: messages of Postgres quote the row they choked on, and rows hold people. */
function describe(fault: unknown): string {
  if (!(fault instanceof Error)) return typeof fault;
  const code = "code" in fault ? ` ${String(fault.code)}` : "";
  const frames = (fault.stack ?? "")
    .split("\n")
    .filter((line) => line.trimStart().startsWith("at "))
    .slice(0, 6);
  return `${fault.name}${code}\n${frames.join("\n")}`;
}
