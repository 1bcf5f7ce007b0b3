import { mkdir, open, readFile } from "node:fs/promises";
import path from "node:path";

/** One erased client: an id and a time, nothing that says who it was. */
export type Erasure = { readonly customerId: string; readonly at: string };

/** Erased clients, kept where a restored database does not take them back. */
export type ErasureLedger = {
  /** On the disk when it resolves. */
  readonly append: (erasure: Erasure) => Promise<void>;
  readonly all: () => Promise<readonly Erasure[]>;
};

export const ERASURES_FILE = "erasures.log";
const ONLY_OURS = 0o600;

/** A line of JSON per erasure in `folder`; only ever appended to. A line that a dying machine cut short is passed over. */
export function openErasureLedger(folder: string): ErasureLedger {
  const file = path.join(folder, ERASURES_FILE);
  return {
    append: async (erasure) => {
      await mkdir(folder, { recursive: true });
      const handle = await open(file, "a", ONLY_OURS);
      try {
        // Behind whatever was cut short, not onto it.
        await handle.appendFile(`\n${JSON.stringify(erasure)}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
    all: async () => {
      const text = await readFile(file, "utf8").catch((fault: unknown) => {
        if (fault instanceof Error && "code" in fault && fault.code === "ENOENT") return "";
        throw fault;
      });
      return text.split("\n").flatMap((line) => readLine(line) ?? []);
    },
  };
}

/** For tests, and for a head office that was given no folder: as long-lived as the process. */
export function createMemoryLedger(): ErasureLedger {
  const erasures: Erasure[] = [];
  return { append: async (erasure) => void erasures.push(erasure), all: async () => erasures };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function readLine(line: string): Erasure | null {
  try {
    const read: { readonly customerId?: unknown; readonly at?: unknown } | null = JSON.parse(line);
    if (typeof read?.customerId !== "string" || typeof read.at !== "string" || !UUID.test(read.customerId)) return null;
    return { customerId: read.customerId, at: read.at };
  } catch {
    return null;
  }
}
