import type { Cells, Column } from "./cells.ts";
import type { Decimal } from "./price-text.ts";
import type { Stage } from "./stage.ts";

export const IMPORT_KINDS = ["products", "inventory", "stores", "customers"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** What a reader works with: where rows go, and what the command line settled. */
export type Reading = {
  readonly add: Stage["add"];
  /** The currency of prices without one of their own. */
  readonly currency: string;
  /** The same where the command line names it, else null: then styles keep theirs. */
  readonly statedCurrency: string | null;
  readonly decimal: Decimal | undefined;
  /** Where quantities in a product file belong, or home of clients without one. */
  readonly location: string | undefined;
  /** Epoch milliseconds: times after it are in the future. */
  readonly now: number;
  readonly seeDecimal: (evidence: Decimal | null) => void;
};

/** One kind of file. `read` is called for each row in order, `end` once after the last. */
export type Format = {
  readonly name: string;
  readonly kind: ImportKind;
  readonly columns: readonly Column[];
  /** Headings that only this format has together; any one of the lists is enough. */
  readonly marks: readonly (readonly string[])[];
  /** Products whose further rows leave the title empty: without any, the handle is misspelt. */
  readonly hasContinuationRows?: true;
  createReader(reading: Reading): (cells: Cells) => void;
};
