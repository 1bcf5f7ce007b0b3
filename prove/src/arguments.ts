import { parseArgs } from "node:util";

export type Asked = {
  /** Proofs to run; empty: all of them. */
  readonly names: readonly string[];
  /** Simulated worlds for the proof of that name. */
  readonly seeds: number;
  /** Replays a run's plan of kills and faults. */
  readonly seed: number;
  /** Renew the README's table with what was measured. */
  readonly writeReadme: boolean;
};

/** Names that stand for several proofs. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  sync: ["seeds", "storm", "epoch", "cursor", "fuzz", "storage", "browsers"],
  security: ["walls", "matrix", "people", "phones", "vault", "privacy", "edge"],
};

const SEEDS = 1_000;
const SEED = 2026;

/** `[name...] [--seeds N] [--seed S] [--write-readme]`. Throws on an option there is not, or a number that is none. */
export function readArguments(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Asked {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { seeds: { type: "string" }, seed: { type: "string" }, "write-readme": { type: "boolean" } },
  });
  return {
    names: [...new Set(positionals.flatMap((name) => GROUPS[name] ?? [name]))],
    seeds: wholeNumber("seeds", values.seeds ?? String(SEEDS)),
    seed: wholeNumber("seed", values.seed ?? env["SEED"] ?? String(SEED)),
    writeReadme: values["write-readme"] ?? false,
  };
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new Error(`--${name} takes a whole number, not "${text}"`);
  return number;
}
