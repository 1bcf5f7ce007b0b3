import { spawn } from "node:child_process";
import path from "node:path";

export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** One step of a check or a test run: a shell command run from the root, with the packages' programs on the path. */
export type Stage = {
  readonly name: string;
  readonly command: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Reads how many tests there were; without it the stage itself is one. */
  readonly count?: (output: string) => Counts | undefined;
};

export const ROOT = path.resolve(import.meta.dirname, "..");

/** Runs a stage and prints one line, and its whole output when it fails. */
export async function runStage({ name, command, env, count }: Stage): Promise<Counts> {
  const began = performance.now();
  const { code, output } = await runCommand(command, env);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const counts = withExit(count?.(output), code);
  const isGreen = counts.failed === 0;
  const size = count ? `, ${describe(counts)}` : "";
  console.log(`${isGreen ? "✓" : "✗"} ${name} (${seconds} s${size})`);
  if (!isGreen) console.log(indent(output));
  return counts;
}

/** Prints why a stage cannot run here, and counts it as one skipped. */
export function skipStage(name: string, why: string): Counts {
  console.log(`- ${name} skipped: ${why}`);
  return { passed: 0, failed: 0, skipped: 1 };
}

export function sum(all: readonly Counts[]): Counts {
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failed: all.reduce((total, { failed }) => total + failed, 0),
    skipped: all.reduce((total, { skipped }) => total + skipped, 0),
  };
}

export function describe({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** A command that failed although no test did, or that counted nothing, is itself one failure. */
function withExit(counts: Counts | undefined, code: number): Counts {
  if (!counts) return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

async function runCommand(
  command: string,
  extra: Readonly<Record<string, string>> = {},
): Promise<{ code: number; output: string }> {
  const programs = path.join(ROOT, "node_modules/.bin");
  const env = {
    ...process.env,
    TURBO_TELEMETRY_DISABLED: "1",
    NO_COLOR: "1",
    FORCE_COLOR: undefined,
    ...extra,
    PATH: `${programs}${path.delimiter}${process.env["PATH"] ?? ""}`,
  };
  const child = spawn(command, { cwd: ROOT, env, shell: true, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (piece: string) => {
      output += piece;
    });
  }
  const code = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve(exitCode ?? 1));
  });
  return { code, output };
}

function indent(output: string): string {
  return output
    .trimEnd()
    .split("\n")
    .map((line) => `    ${line}`)
    .join("\n");
}
