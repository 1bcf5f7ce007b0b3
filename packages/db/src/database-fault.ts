import pg from "pg";

/** The connection ended or could not be had. What was under way may or may not have happened: ask again with the same command id. */
export class ConnectionLost extends Error {
  constructor(cause: unknown) {
    super("The connection to Postgres was lost", { cause });
    this.name = "ConnectionLost";
  }
}

/**
 * SQLSTATE codes after which the same work may succeed: serialization failure, outcome unknown, deadlock,
 * lock not available, a transaction left open too long, shutting down or starting, and "read-only" as said by a standby just
 * after a failover. Not a statement that took too long: one that always does must be parked, not tried for ever.
 */
const TRANSIENT_CODES = new Set(["40001", "40003", "40P01", "55P03", "25P03", "57P01", "57P02", "57P03", "25006"]);
/** Classes: connection, no disk or memory left, a drive that fails. No command is to blame for these, so none is parked for them. */
const TRANSIENT_CLASSES = ["08", "53", "58"];
const TRANSIENT_SYSTEM_CODES = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN", "ENOENT"]);

/** True when the same work, tried again on a new connection, may succeed. Looks through `cause`, where Drizzle puts Postgres's own. */
export function isTransient(fault: unknown): boolean {
  for (let each = fault; each instanceof Error; each = each.cause) {
    if (each instanceof ConnectionLost) return true;
    const code = "code" in each ? String(each.code) : "";
    if (each instanceof pg.DatabaseError) return TRANSIENT_CODES.has(code) || TRANSIENT_CLASSES.includes(code.slice(0, 2));
    if ("syscall" in each && TRANSIENT_SYSTEM_CODES.has(code)) return true;
  }
  return false;
}

/** The violated constraint's name (unique, check, foreign key, not null: class 23), or undefined for any other fault. */
export function violatedConstraint(fault: unknown): string | undefined {
  for (let each = fault; each instanceof Error; each = each.cause) {
    if (each instanceof pg.DatabaseError && each.code?.startsWith("23")) return each.constraint ?? "";
  }
  return undefined;
}
