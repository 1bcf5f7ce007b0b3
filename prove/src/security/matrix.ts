// Every procedure and every command, asked by everybody about every place, with both layers and with each alone; and with neither,
// where the matrix must see everything change hands.
import type { BenchTable } from "@aisle/bench/table";
import { LAYERS, runMatrix, uncovered } from "@aisle/server/testing";

export async function proveMatrix(): Promise<BenchTable> {
  const missing = uncovered();
  const runs = [];
  for (const layers of [...LAYERS, "neither"] as const) runs.push(await runMatrix(layers));
  const held = runs.filter(({ layers }) => layers !== "neither");
  const neither = runs.find(({ layers }) => layers === "neither")?.leaks.length ?? 0;
  return {
    title: "Who may do what: every procedure and command x every role x every place",
    columns: ["layers", "calls", "refused", "leaks", "wrongly shut out"],
    rows: runs.map(({ layers, asked, refused, leaks, shutOut }) => [layers, asked, refused, leaks.length, shutOut.length]),
    bars: [
      { claim: "procedures and commands without a row", value: missing.length, bar: 0, holds: missing.length === 0 },
      ...held.map(({ layers, leaks }) => ({ claim: `leaks, ${layers}`, value: leaks.length, bar: 0, holds: leaks.length === 0 })),
      { claim: "leaks seen with neither layer", value: neither, bar: "above 0", holds: neither > 0 },
    ],
  };
}
