import { type Database, OFFICE } from "@aisle/db";
import { addPhoneInWords } from "../phones/add-phone-in-words.ts";
import { beginEpoch } from "../sync/database-life.ts";
import { readArguments, USAGE } from "./arguments.ts";
import { ImportFault, UsageFault } from "./import-fault.ts";
import { importFile } from "./import-file.ts";
import { createProgressBar, type Screen } from "./progress.ts";
import { summarize } from "./summary.ts";

const NEW_EPOCH = `A new epoch has begun: every phone will read again what it holds, and offer again what head office may have lost.
Start Aisle anew now, where it runs.
`;

/** 0 all rows taken, 1 nothing could be done, 2 wrong command, 65 some rows left out (EX_DATAERR), 78 wrong setting (EX_CONFIG). */
export type ExitCode = 0 | 1 | 2 | 65 | 78;

export type Surroundings = {
  readonly openDatabase: () => Promise<Database>;
  readonly out: Screen;
  readonly err: Screen;
  /** True in CI and with NO_COLOR: no bar that redraws itself. */
  readonly isPlain: boolean;
  readonly now: () => number;
};

/** Runs one command line and says how it went; throws nothing that a person could mend. */
export async function runImport(
  argv: readonly string[],
  { openDatabase, out, err, isPlain, now }: Surroundings,
): Promise<ExitCode> {
  let isJson = argv.includes("--json");
  try {
    if (argv[0] === "new-epoch" && argv.length === 1) {
      await using restored = await openDatabase();
      await beginEpoch(restored);
      out.write(NEW_EPOCH);
      return 0;
    }
    if (argv[0] === "add-phone" && argv[1] !== undefined) {
      await using chain = await openDatabase();
      out.write(await addPhoneInWords(chain.as(OFFICE), { locationId: argv[1], phoneName: argv.slice(2).join(" "), now: now() }));
      return 0;
    }
    const command = readArguments(argv, now());
    isJson = command.isJson;
    if (command.isHelp) {
      out.write(USAGE);
      return 0;
    }
    await using database = await openDatabase();
    const bar = createProgressBar(err, { isPlain: isPlain || isJson || err.isTTY !== true, now });
    const report = await importFile(database, { ...command.options, onProgress: bar.show }).finally(bar.end);
    out.write(isJson ? `${JSON.stringify(report, null, 2)}\n` : summarize(command.options.kind, report));
    return report.leftOut > 0 ? 65 : 0;
  } catch (fault) {
    const said = mendOf(fault);
    if (said === null) throw fault;
    if (isJson) out.write(`${JSON.stringify({ fault: said }, null, 2)}\n`);
    else err.write(`✗ ${said.what}\n${said.fix ? `  ${said.fix}\n` : ""}`);
    return said.exitCode;
  }
}

/** What went wrong and what to do, or null for a bug of ours. */
function mendOf(fault: unknown): { code: string | null; what: string; fix: string; exitCode: ExitCode } | null {
  if (fault instanceof ImportFault) {
    const fix = `${fault.fix} Nothing was changed. See docs/errors.md#${fault.code.toLowerCase()}`;
    return { code: fault.code, what: fault.message, fix, exitCode: 1 };
  }
  if (fault instanceof UsageFault) {
    const isUsage = fault.kind === "usage";
    const fix = isUsage ? "npm run aisle -- --help shows how." : "";
    return { code: null, what: fault.message, fix, exitCode: isUsage ? 2 : 78 };
  }
  if (fault instanceof Error && ["ConnectionLost", "EmbeddedPostgresFault", "MigrationFault"].includes(fault.name)) {
    const fix =
      fault.name === "ConnectionLost" ? "Nothing was changed. Does Postgres run at DATABASE_URL?" : "Nothing was changed.";
    return { code: null, what: fault.message, fix, exitCode: 1 };
  }
  return null;
}
