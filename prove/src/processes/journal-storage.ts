// A phone's storage that outlives its process: the reference storage, and a file of every call that changed it.
//
//   call --> one line appended --> the reference storage --> resolved         open again: the same calls, in the same order
//              |
//              +-- killed here: the call happened and nobody heard; killed before: it never did
//
// The reference storage is deterministic, so its calls are its state. A line is written with one synchronous call, which a
// killed process either made or did not; the half line a kill may leave is cut off at the next opening.

import { openSync, readFileSync, truncateSync, writeSync } from "node:fs";
import { createMemoryStorage, type MemoryStorage } from "@aisle/sync";

/** Calls that change nothing. Whatever else the reference storage can do is written down. */
const READS: ReadonlySet<string> = new Set(["held", "readState", "storedParts", "readFeed", "readFeeds"]);

type Call = (...args: readonly unknown[]) => unknown;

export async function openJournalStorage(file: string): Promise<MemoryStorage> {
  const storage = createMemoryStorage();
  // Boundary: every call of the storage takes JSON and is looked up by the name it was written under.
  const calls = storage as unknown as Readonly<Record<string, Call>>;
  for (const [name, args] of readCalls(file)) {
    try {
      await calls[name]?.(...args);
    } catch {
      // It threw the first time too, and its caller was told so.
    }
  }
  const descriptor = openSync(file, "a");
  const written = Object.entries(calls).map(([name, call]) => {
    if (READS.has(name)) return [name, call];
    const writeAndCall: Call = (...args) => {
      writeSync(descriptor, `${JSON.stringify([name, args])}\n`);
      return call(...args);
    };
    return [name, writeAndCall];
  });
  return Object.fromEntries(written);
}

function readCalls(file: string): [name: string, args: unknown[]][] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return [];
  }
  const whole = bytes.lastIndexOf("\n") + 1;
  if (whole < bytes.length) truncateSync(file, whole);
  return bytes
    .subarray(0, whole)
    .toString()
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}
