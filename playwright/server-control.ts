import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import net from "node:net";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import type { ServerOrder } from "./server-process.ts";

const PROGRAM = new URL("./server-process.ts", import.meta.url).pathname;
const START_LIMIT_MS = 30_000;
const LOOK_EVERY_MS = 50;

/** A head office that can be stopped and started. It keeps its port and its database. */
export type ServerControl = {
  readonly url: string;
  readonly start: (changes?: Partial<Pick<ServerOrder, "appFolder" | "diesAfter">>) => Promise<void>;
  /** Finishes what it took, then ends. */
  readonly stop: () => Promise<void>;
  /** SIGKILL: no time for anything. */
  readonly kill: () => Promise<void>;
  /** Resolves when the process is gone, whoever ended it. */
  readonly gone: () => Promise<void>;
  /** The first `count` things that a page said at `/witness`. */
  readonly witnessed: (count: number, patienceMs: number) => Promise<readonly string[]>;
};

/** Starts head office on a free port. */
export async function startServerProcess(order: Omit<ServerOrder, "port">): Promise<ServerControl> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  const said: string[] = [];
  const gone = async () => {
    if (child && child.exitCode === null && child.signalCode === null) await once(child, "exit");
  };
  const end = async (signal: NodeJS.Signals) => {
    child?.kill(signal);
    await gone();
  };
  const start: ServerControl["start"] = async (changes = {}) => {
    await gone();
    child = spawn(process.execPath, [PROGRAM, JSON.stringify({ ...order, ...changes, port })], {
      stdio: ["pipe", "pipe", "pipe"],
    });
    if (child.stdout) createInterface(child.stdout).on("line", (line) => said.push(...witnessWords(line)));
    await ready(child);
  };
  const witnessed: ServerControl["witnessed"] = async (count, patienceMs) => {
    for (const end = Date.now() + patienceMs; said.length < count && Date.now() < end; ) await pause(LOOK_EVERY_MS);
    return said.slice(0, count);
  };
  await start();
  return { url: `http://localhost:${port}`, start, stop: () => end("SIGTERM"), kill: () => end("SIGKILL"), gone, witnessed };
}

function witnessWords(line: string): string[] {
  if (!line.startsWith("{")) return [];
  // Our own line, written by `server-process.ts`.
  const { saw } = JSON.parse(line) as { readonly saw?: string };
  return saw === undefined ? [] : [saw];
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    const timer = setTimeout(() => reject(new Error(`head office did not start: ${said}`)), START_LIMIT_MS);
    child.stderr?.on("data", (text) => {
      said = `${said}${text}`.slice(-4000);
    });
    child.stdout?.on("data", (text) => {
      said += String(text);
      if (!said.includes("ready")) return;
      clearTimeout(timer);
      resolve();
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`head office ended with ${code}: ${said}`));
    });
  });
}

/** A port nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      // A TCP server that listens has an address of this form; only a pipe has a string.
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
