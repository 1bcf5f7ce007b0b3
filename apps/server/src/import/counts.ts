/** What an import did, or with `--dry-run` would do, to one kind of thing. */
export type Counts = { readonly added: number; readonly changed: number; readonly same: number };

export const NO_COUNTS: Counts = { added: 0, changed: 0, same: 0 };
