// What a security team wants to know: who was refused, and what was altered, locked, revoked. One function, told from anywhere:
//
//   noteSecurity(event) -> a number, always
//                       -> a log line: of strangers at most one a minute for each kind
//                       -> a row of security_event: at most one a minute for the same kind, phone and person
//
// 0. What strangers make up, such as a phone's id nobody knows, is counted by its kind alone: it can fill neither table nor log.
// 1. Never a name, a number or a word of a client's, and never a secret: only ids of our own, kinds and counts.
// 2. Nobody waits for it, and nobody is refused because it could not be written.

import { type Database, DOOR } from "@aisle/db";
import { MINUTE } from "@aisle/domain";
import type { Logger } from "./logger.ts";
import type { Metrics } from "./metrics.ts";

export type SecurityKind =
  | "proof-unreadable"
  | "proof-wrong"
  | "phone-unknown"
  | "request-replayed"
  | "cookie-of-another-phone"
  | "other-phone-named"
  | "phone-added"
  | "phone-added-again"
  | "phone-revoked"
  | "phone-left-its-work"
  | "phone-gone"
  | "wrong-phone-codes"
  | "chain-broken"
  | "price-not-ours"
  | "same-id-other-content";

export type SecurityEvent = {
  readonly kind: SecurityKind;
  readonly associateId?: string | undefined;
  readonly deviceId?: string | undefined;
  readonly locationId?: string | undefined;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
};

export type NoteSecurity = (event: SecurityEvent) => void;

const SAME_AGAIN_MS = MINUTE;
/** Anybody can make up a phone's id: beyond this many, what was written lately is forgotten. */
const REMEMBERED = 10_000;

export function createSecurityEvents(deps: {
  readonly database: Database;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly now: () => number;
  readonly onFault: (fault: unknown) => void;
}): NoteSecurity {
  const { database, logger, metrics, now, onFault } = deps;
  const written = new Map<string, number>();
  return (event) => {
    const { kind, associateId, deviceId, locationId, detail = {} } = event;
    metrics.security.inc({ kind });
    const subject = `${kind} ${associateId ?? ""} ${deviceId ?? ""}`;
    const last = written.get(subject);
    const isFresh = last === undefined || now() - last >= SAME_AGAIN_MS;
    if (isFresh || deviceId !== undefined) logger.warn({ event: kind, deviceId }, "a security event");
    if (!isFresh) return;
    if (written.size >= REMEMBERED) written.clear();
    written.set(subject, now());
    database
      .as(DOOR)
      .execute(
        "insert into security_event (kind, associate_id, device_id, location_id, detail, at) values ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000))",
        [kind, associateId ?? null, deviceId ?? null, locationId ?? null, JSON.stringify(detail), now()],
        "note-security",
      )
      .catch(onFault);
  };
}
