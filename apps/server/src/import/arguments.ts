import { parseArgs } from "node:util";
import { IMPORT_KINDS, type ImportKind } from "./format.ts";
import { UsageFault } from "./import-fault.ts";
import type { ImportOptions } from "./import-file.ts";
import { isCurrency } from "./read-price.ts";
import { momentOf } from "./read-stock.ts";

export const USAGE = `Usage: npm run aisle -- import products|inventory|stores|customers FILE [options]

  --dry-run            read and judge everything, change nothing
  --json               print one JSON document instead of words
  --as-of TIME         when the stock figures were true, such as 2026-11-20T18:00:00Z; the file's date unless given
  --decimal comma|dot  how amounts are written, where the file does not tell
  --location ID        where quantities in a product file belong, or rows without a location
  --currency USD       the currency of prices without one
  --problems FILE      where the list of problems goes; FILE.problems.csv unless given

Ends with 0 when every row was taken, 65 when some were left out, 1 when nothing could be done, 2 when the command is
wrong, 78 when a setting is. docs/import.md lists the formats.

       npm run aisle -- add-phone STORE [NAME]

Prints a code that adds one phone to a store, once, within 15 minutes. STORE is the store's id.

       npm run aisle -- new-epoch

After putting back a copy of the database: tells every phone, so that what was lost is offered again.
`;

export type Command = { readonly isJson: boolean; readonly isHelp: boolean; readonly options: ImportOptions };

/** Reads the command line. Throws UsageFault where it is wrong. */
export function readArguments(argv: readonly string[], now: number): Command {
  const { values, positionals } = parsed(argv);
  const [verb, kind, file, ...more] = positionals;
  const isHelp = values.help === true || verb === undefined;
  if (!isHelp && verb !== "import") throw new UsageFault("usage", `There is no command "${verb}".`);
  if (!isHelp && !isImportKind(kind)) {
    throw new UsageFault("usage", `Say what to import: ${IMPORT_KINDS.join(", ")}${kind ? `; not "${kind}"` : ""}.`);
  }
  if (!isHelp && (file === undefined || file === "")) throw new UsageFault("usage", "Name the file to import.");
  if (more.length > 0) throw new UsageFault("usage", `One file at a time; "${more[0]}" is one too many.`);
  return {
    isHelp,
    isJson: values.json === true,
    options: {
      kind: isImportKind(kind) ? kind : "products",
      file: file ?? "",
      isDryRun: values["dry-run"] === true,
      now,
      asOf: asOfOf(values["as-of"], now),
      decimal: decimalOf(values.decimal),
      location: values.location?.trim().toLowerCase() || undefined,
      currency: currencyOf(values.currency),
      problemsFile: values.problems,
    },
  };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        help: { type: "boolean", short: "h" },
        json: { type: "boolean" },
        "dry-run": { type: "boolean" },
        "as-of": { type: "string" },
        decimal: { type: "string" },
        location: { type: "string" },
        currency: { type: "string" },
        problems: { type: "string" },
      },
    });
  } catch (fault) {
    throw new UsageFault("usage", fault instanceof Error ? fault.message : String(fault));
  }
}

function isImportKind(word: string | undefined): word is ImportKind {
  return IMPORT_KINDS.some((kind) => kind === word);
}

function asOfOf(text: string | undefined, now: number): string | undefined {
  if (text === undefined) return undefined;
  const moment = momentOf(text.trim());
  if (moment === null) throw new UsageFault("usage", `--as-of "${text}" is no time with its zone, such as 2026-11-20T18:00:00Z.`);
  if (moment > now) throw new UsageFault("usage", `--as-of ${text} is in the future.`);
  return new Date(moment).toISOString();
}

function decimalOf(text: string | undefined): "comma" | "dot" | undefined {
  if (text === undefined || text === "comma" || text === "dot") return text;
  throw new UsageFault("usage", `--decimal is comma or dot, not "${text}".`);
}

function currencyOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const code = text.trim().toUpperCase();
  if (isCurrency(code)) return code;
  throw new UsageFault("usage", `--currency "${text}" is no currency code such as USD.`);
}
