import type { LoadFigures, LoadRun } from "../load-run.ts";
import { fetchSnapshot, snapshotUrl } from "./snapshot.ts";

/** Only downloads and parses the same bytes: less than this nobody can do. */
export async function loadFloor({ database }: LoadRun): Promise<LoadFigures> {
  const started = performance.now();
  const { parts, stock } = await fetchSnapshot(snapshotUrl(database));
  const held = await Promise.all([...parts, stock]);
  const searchable = performance.now() - started;
  if (held.length === 0) throw new Error("nothing came");
  return { found: searchable, searchable };
}
