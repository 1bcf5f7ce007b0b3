// The end of a shift: what this phone did, beside what head office has of it.
//
//   this phone: ids issued and answered --+
//                                         +--> both have it | only on this phone | lost by head office | not listed here
//   head office: ids it has answered    --+
//
// 1. Asking changes nothing but for the better: an answer that never reached this phone is kept when it comes this way.
// 2. Every command without an answer is asked about, however old, and every one of the day.
// 3. Nothing is said to be at head office but what head office itself has named.

import type { CommandId, DeviceId } from "@aisle/domain";
import { type Account, MAX_ACCOUNT } from "@aisle/protocol";
import { isWaiting, type RestingRow, type SyncStorage } from "@aisle/sync";

/** What both sides say of each other. */
export type PhoneCheck = {
  /** Epoch ms by this phone's clock. */
  readonly at: number;
  /** Actions of the day, and how many of those head office has. */
  readonly actions: number;
  readonly has: number;
  /** Head office has never seen these; from earlier days too. The oldest first. */
  readonly onlyHere: readonly RestingRow[];
  /** Head office confirmed these and does not know them any more. */
  readonly lost: readonly RestingRow[];
  /** Head office has these from this phone, and this phone does not list them. */
  readonly unlisted: Account["unlisted"];
};

export type AccountAsk = { readonly device: DeviceId; readonly ids: CommandId[]; readonly since: string };

export type CheckDeps<No> = {
  readonly device: DeviceId;
  readonly rows: () => Promise<readonly RestingRow[]>;
  /** Keeps answers that come outside an exchange. */
  readonly settle: SyncStorage["settle"];
  /** Asks head office; `No` stands for not being able to. */
  readonly ask: (asked: AccountAsk) => Promise<Account | No>;
  /** When the day began at this store, epoch ms by head office's clock. */
  readonly since: number;
  readonly now: () => number;
};

export async function checkPhone<No extends string>(deps: CheckDeps<No>): Promise<PhoneCheck | No> {
  const { device, settle, ask, since, now } = deps;
  const rows = (await deps.rows()).filter((row) => isInAccount(row, since));
  const accounts: Account[] = [];
  for (const ids of inParts(rows.map((row) => row.id))) {
    const account = await ask({ device, ids, since: new Date(since).toISOString() });
    if (typeof account === "string") return account;
    accounts.push(account);
  }
  for (const { epoch, answered } of accounts) await settle({ epoch, outcomes: answered, now: now() });
  return { at: now(), ...compare(rows, accounts, since) };
}

/** Of the day, answered within the day, or not answered at all: head office's own list then has nothing that is missing here. */
export function isInAccount(row: RestingRow, since: number): boolean {
  const decidedAt = row.outcome === null ? Number.POSITIVE_INFINITY : Date.parse(row.outcome.decidedAt);
  return decidedAt >= since || Date.parse(row.issuedAt) >= since;
}

export function compare(
  rows: readonly RestingRow[],
  accounts: readonly Pick<Account, "answered" | "unknown" | "unlisted">[],
  since: number,
): Omit<PhoneCheck, "at"> {
  const unknown = new Set<string>(accounts.flatMap((account) => account.unknown));
  const missing = rows.filter((row) => unknown.has(row.id));
  const today = rows.filter((row) => Date.parse(row.issuedAt) >= since);
  const lost = missing.filter((row) => row.outcome?.kind === "applied" || row.outcome?.kind === "adjusted");
  const onlyHere = missing.filter(isWaiting);
  const gone = new Set<string>([...lost, ...onlyHere].map((row) => row.id));
  // A list longer than one question holds is asked about in parts, and each part's answer takes the others' ids for strange.
  const listed = new Set<string>(rows.map((row) => row.id));
  const unlisted = new Map(accounts.flatMap((account) => account.unlisted).map((each) => [each.id, each]));
  return {
    actions: today.length,
    has: today.filter((row) => !gone.has(row.id)).length,
    onlyHere,
    lost,
    unlisted: [...unlisted.values()].filter((each) => !listed.has(each.id)),
  };
}

/** At least one part: head office is asked for its own list also when this phone did nothing. */
function inParts(ids: readonly CommandId[]): CommandId[][] {
  const parts: CommandId[][] = [];
  for (let at = 0; at < Math.max(1, ids.length); at += MAX_ACCOUNT) parts.push(ids.slice(at, at + MAX_ACCOUNT));
  return parts;
}
