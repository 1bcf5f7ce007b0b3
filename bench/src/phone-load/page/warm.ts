import type { LoadFigures, LoadRun } from "../load-run.ts";
import { openMemory, type PhoneMemory, whenSearchable } from "./memory.ts";
import type { PhoneCode } from "./phone-code.ts";

/** Opens the page again with everything on the phone, until the first queries over the whole catalogue are answered. */
export async function startWarm(phone: PhoneCode, { database, probe }: LoadRun): Promise<LoadFigures> {
  const memory = openMemory(phone, new phone.AisleDatabase(database));
  // `performance.now()` counts from the start of the navigation.
  const { found, lookedUp } = await whenSearchable(memory, probe);
  held = memory;
  return { found, searchable: lookedUp };
}

/** Keeps the memory reachable, so that the heap can be measured with everything in it. */
export let held: PhoneMemory | undefined;
