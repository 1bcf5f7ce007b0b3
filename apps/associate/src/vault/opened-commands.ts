import { isSealed } from "@aisle/protocol";
import type { OutboxRow, RestingRow } from "@aisle/sync";
import type { RowKeys } from "../phone-db/sealed-rows.ts";
import { type Noted, readNote } from "./seal-command.ts";

/**
 * Actions as whoever holds the phone may read them: their own. Another person's stay closed, and are sent all the same. To be
 * called after the rows were read.
 */
export type OpenedCommands = {
  /** Those that can be read, in their order. */
  readonly read: (rows: readonly RestingRow[]) => Promise<readonly OutboxRow[]>;
  /** All of them, each with the best label there is. */
  readonly labelled: (rows: readonly RestingRow[]) => Promise<readonly RestingRow[]>;
  readonly forget: () => void;
};

export function createOpenedCommands(keys: Pick<RowKeys, "keyOf">): OpenedCommands {
  let opened = new Map<string, Noted>();

  const open = async (row: RestingRow): Promise<OutboxRow | null> => {
    // Boundary: what is not sealed was written by an app that knew only what one can read.
    if (!row.note) return isSealed(row.args) ? null : (row as OutboxRow);
    const key = keys.keyOf(row.note.feed);
    if (!key) return null;
    const before = opened;
    const name = `${row.id}|${row.note.iv}`;
    const noted = before.get(name) ?? (await readNote(row.note, row.id, key));
    if (!noted) return null;
    before.set(name, noted);
    // Boundary: the note was written with the command, so its arguments are those of its name.
    return { ...row, args: noted.args, label: { ...noted.label, ...row.label, title: noted.label.title } } as OutboxRow;
  };
  const label = async (row: RestingRow): Promise<RestingRow> =>
    (await open(row)) ?? { ...row, label: { ...row.label, title: "Another person's action" } };

  return {
    read: async (rows) => (await Promise.all(rows.map(open))).filter((row) => row !== null),
    labelled: (rows) => Promise.all(rows.map(label)),
    forget: () => {
      opened = new Map();
    },
  };
}
