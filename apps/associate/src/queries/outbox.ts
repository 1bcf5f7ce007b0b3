"use client";

import { DAY } from "@aisle/domain";
import type { Outcome } from "@aisle/protocol";
import {
  canWithdraw,
  isSuperseded,
  KINDS_FOR_A_PERSON,
  needsAPerson,
  type OutboxRow,
  RETENTION_MS,
  type RestingRow,
  replacementOf,
  withdrawableWith,
} from "@aisle/sync";
import { useMemo } from "react";
import type { AisleDatabase } from "../phone-db/database.ts";
import type { OpenedCommands } from "../vault/opened-commands.ts";
import { useLive } from "./live.ts";
import { useReadyPhone, useSyncStatus } from "./phone.tsx";
import { startOfDay } from "./today-bounds.ts";

export type { OutboxRow } from "@aisle/sync";

/** How long this phone remembers an action after its answer. */
export const REMEMBERED_DAYS = RETENTION_MS / DAY;

/** How an action stands, from the tap to the day it is forgotten. */
export type ActionState = "on-this-phone" | "sending" | "confirmed" | "needs-you" | "sent-again" | "put-aside";

export type WaitingRow = {
  readonly row: OutboxRow;
  readonly state: "on-this-phone" | "sending";
  /** Never sent yet, and nothing that waits builds on it. */
  readonly canUndo: boolean;
};

export type Outbox = {
  /** Refused, or taken otherwise than asked, and nobody has dealt with it yet; the oldest first. */
  readonly needsYou: readonly OutboxRow[];
  /** In the order they will go. */
  readonly waiting: readonly WaitingRow[];
  /** The newest first. */
  readonly confirmedToday: readonly OutboxRow[];
  /** Answered today with a no that a person has dealt with: discarded, or sent again. The newest first. */
  readonly putAsideToday: readonly OutboxRow[];
  /** What others asked for on this phone: theirs to read, and sent all the same. */
  readonly others: readonly Others[];
};

export type Others = { readonly name: string; readonly waiting: number; readonly needsThem: number };

export type OutboxCounts = { readonly unsent: number; readonly needsYou: number };

/** Everything this phone has said and not yet been answered, and what the answers were; undefined before the first read. */
export function useOutbox(): Outbox | undefined {
  const { database, commands, session } = useReadyPhone();
  const { inFlight } = useSyncStatus();
  const { timeZone } = session.location;
  const me = session.associate.associateId;
  const rows = useLive(`outbox ${timeZone}`, async () => {
    const [waiting, needsYou, answered, colleagues] = await Promise.all([
      waitingRows(database),
      needsYouRows(database),
      database.outbox.where("outcomeAt").aboveOrEqual(startOfDay(Date.now(), timeZone)).reverse().sortBy("outcomeAt"),
      database.associates.toArray(),
    ]);
    const names = new Map<string, string>(colleagues.map(({ associateId, name }) => [associateId, name]));
    const [mine, open, settled] = await Promise.all([
      commands.read(waiting),
      commands.read(needsYou),
      commands.read(answered.filter((row) => !needsAPerson(row))),
    ]);
    return { waiting: mine, all: waiting, needsYou: open, settled, others: othersOf({ waiting, needsYou, me, names }) };
  });
  return useMemo(() => {
    if (!rows) return undefined;
    const { waiting, all, needsYou, settled, others } = rows;
    return {
      needsYou,
      others,
      waiting: waiting.map((row) => ({
        row,
        state: inFlight.includes(row.id) ? "sending" : "on-this-phone",
        canUndo: canWithdraw(row.id, all),
      })),
      confirmedToday: settled.filter(isConfirmed),
      putAsideToday: settled.filter((row) => !isConfirmed(row)),
    };
  }, [rows, inFlight]);
}

/** Rests sealed for somebody else. */
function isOthers(row: RestingRow, me: string): boolean {
  return row.note !== undefined && row.by !== me;
}

function othersOf(about: {
  readonly waiting: readonly RestingRow[];
  readonly needsYou: readonly RestingRow[];
  readonly me: string;
  readonly names: ReadonlyMap<string, string>;
}): readonly Others[] {
  const { waiting, needsYou, me, names } = about;
  const theirs = (rows: readonly RestingRow[]) => rows.filter((row) => isOthers(row, me));
  const people = new Set([...theirs(waiting), ...theirs(needsYou)].map((row) => row.by));
  return [...people].map((by) => ({
    name: names.get(by) ?? "A colleague",
    waiting: waiting.filter((row) => row.by === by).length,
    needsThem: needsYou.filter((row) => row.by === by).length,
  }));
}

export type Earlier = {
  /** The newest first. */
  readonly rows: readonly OutboxRow[];
  /** How many there are in all; null for a search, which stops looking when the list is full. */
  readonly total: number | null;
  readonly hasMore: boolean;
};

/** What was answered before today and needs nobody any more, as far back as this phone remembers. */
export function useEarlier({ search, limit }: { readonly search: string; readonly limit: number }): Earlier | undefined {
  const { database, commands, session } = useReadyPhone();
  const { timeZone } = session.location;
  return useLive(`earlier ${limit} ${search}`, async () => {
    const before = startOfDay(Date.now(), timeZone);
    const answered = () => database.outbox.where("outcomeAt").between(1, before, true, false);
    const [resting, needsYou, count] = await Promise.all([
      // What is said of an action is read only once it is open, so a search opens them all.
      search === ""
        ? answered()
            .reverse()
            .filter(isSettled)
            .limit(limit + 1)
            .toArray()
        : answered().reverse().toArray(),
      needsYouRows(database),
      answered().count(),
    ]);
    const found = (await commands.read(resting.filter(isSettled))).filter((row) => isAbout(row, search)).slice(0, limit + 1);
    const total = search === "" ? count - needsYou.filter((row) => row.outcomeAt < before).length : null;
    return { rows: found.slice(0, limit), total, hasMore: found.length > limit };
  });
}

function isSettled(row: RestingRow): boolean {
  return !needsAPerson(row);
}

/** Whether every word of `search` is in what a list says of the action: its title, its client, its order's number. */
export function isAbout(row: OutboxRow, search: string): boolean {
  const { title, detail = "", customerName = "" } = row.label;
  const said = folded(`${title} ${detail} ${customerName} ${orderNumberOf(row) ?? ""}`);
  return folded(search)
    .split(/\s+/)
    .every((word) => said.includes(word));
}

function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

export type Action = {
  readonly row: OutboxRow;
  readonly state: ActionState;
  /** Who asked for it; empty where this phone does not know them by name. */
  readonly by: string;
  /** How many Undo would take back: this one and what waits for it; 0 where one of them was sent already. */
  readonly undoes: number;
  /** The refused one it was made again from. */
  readonly replaces: OutboxRow | null;
  /** The one made again from this one. */
  readonly replacedBy: OutboxRow | null;
  /** What must be taken before it, and is not yet. */
  readonly after: readonly OutboxRow[];
};

/** One action with all that belongs to it; null when this phone knows of none, undefined before the first read. */
export function useAction(id: string | null): Action | null | undefined {
  const { database, commands } = useReadyPhone();
  const { inFlight } = useSyncStatus();
  const found = useLive(`action ${id}`, async () => {
    const [resting, colleagues] = await Promise.all([database.outbox.orderBy("order").toArray(), database.associates.toArray()]);
    const rows = await commands.read(resting);
    const row = rows.find((each) => each.id === id);
    if (!row) return null;
    const waiting = rows.filter((each) => each.outcome === null);
    return {
      row,
      by: colleagues.find(({ associateId }) => associateId === row.by)?.name ?? "",
      undoes: withdrawableWith(row.id, waiting)?.length ?? 0,
      replaces: rows.find((each) => each.id === row.label.replaces) ?? null,
      replacedBy: replacementOf(row.id, rows) ?? null,
      after: waiting.filter((each) => row.needs.includes(each.id)),
    };
  });
  return found && { ...found, state: actionState(found.row, { inFlight, isSentAgain: found.replacedBy !== null }) };
}

export function actionState(
  row: OutboxRow,
  { inFlight, isSentAgain }: { readonly inFlight: readonly string[]; readonly isSentAgain: boolean },
): ActionState {
  if (row.outcome === null) return inFlight.includes(row.id) ? "sending" : "on-this-phone";
  if (isSentAgain) return "sent-again";
  if (needsAPerson(row)) return "needs-you";
  return isConfirmed(row) ? "confirmed" : "put-aside";
}

/** How much waits and how much needs a person, for the status line. */
export function useOutboxCounts(): OutboxCounts {
  const { database, session } = useReadyPhone();
  const me = session.associate.associateId;
  const counts = useLive("outbox counts", async () => {
    const [unsent, needsYou] = await Promise.all([database.outbox.where("outcomeAt").equals(0).count(), needsYouRows(database)]);
    return { unsent, needsYou: needsYou.filter((row) => !isOthers(row, me)).length };
  });
  return counts ?? NOTHING;
}

const NOTHING: OutboxCounts = { unsent: 0, needsYou: 0 };

/** Refused, and nobody has dealt with it yet; the oldest first. Undefined before the first read. */
export function useNeedsYou(): readonly OutboxRow[] | undefined {
  const { database, commands } = useReadyPhone();
  return useLive("needs you", async () => commands.read(await needsYouRows(database)));
}

/** Head office took it. */
export function isConfirmed(row: RestingRow): boolean {
  return row.outcome?.kind === "applied" || row.outcome?.kind === "adjusted";
}

/** What head office had confirmed before it lost it in a restore, where it now says no; null for everything else. */
export function lostConfirmation(row: RestingRow): Outcome | null {
  return isSuperseded(row) ? (row.accepted ?? null) : null;
}

/** What a no leaves at head office: nothing, the thing itself (it was there before), or perhaps the thing (nobody remembers). */
export function leftAtHeadOffice({ outcome }: Pick<OutboxRow, "outcome">): "nothing" | "the-thing" | "unknown" {
  if (outcome === null || !("refusal" in outcome)) return "the-thing";
  switch (outcome.refusal.code) {
    case "already-exists":
    case "same-id-other-content":
      return "the-thing";
    case "too-old":
      return "unknown";
    default:
      return "nothing";
  }
}

/** The number of a confirmed booking; null for anything else. */
export function orderNumberOf({ outcome }: Pick<OutboxRow, "outcome">): number | null {
  if (outcome?.kind !== "applied" && outcome?.kind !== "adjusted") return null;
  return "number" in outcome.result && typeof outcome.result.number === "number" ? outcome.result.number : null;
}

/** The whole outbox as far as its reader may see it. */
export async function readOutbox(database: AisleDatabase, commands: OpenedCommands): Promise<readonly OutboxRow[]> {
  return commands.read(await database.outbox.toArray());
}

async function waitingRows(database: AisleDatabase): Promise<RestingRow[]> {
  return database.outbox.where("outcomeAt").equals(0).sortBy("order");
}

async function needsYouRows(database: AisleDatabase): Promise<RestingRow[]> {
  const rows = await database.outbox
    .where("outcome.kind")
    .anyOf(...KINDS_FOR_A_PERSON)
    .sortBy("order");
  return rows.filter(needsAPerson);
}
