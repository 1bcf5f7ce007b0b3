import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import { untilOver } from "./fast-clock.ts";
import type { FromPhones, PhoneProcessOrders, ToPhones } from "./phone-process.ts";
import type { PhoneReport } from "./phone-report.ts";
import type { Storm } from "./plan.ts";

/** The storm's phones, spread over processes that may be killed. */
export type Phones = {
  /** `kill -9` of one process and the phones in it; they open again on what they had saved. */
  readonly kill: (index: number) => void;
  /** Phone processes that ended although nobody killed them. There should be none. */
  readonly crashes: readonly string[];
  readonly saved: () => number;
  readonly waiting: () => number;
  /** Times a phone's storage threw. */
  readonly faults: () => number;
  /** True once every phone stands at `heads`, false when that takes longer than `limitMs`. */
  readonly readUpTo: (heads: Readonly<Record<string, number>>, limitMs: number) => Promise<boolean>;
  readonly report: () => Promise<readonly PhoneReport[]>;
  readonly stop: () => void;
};

const PHONE_PROCESS = path.join(import.meta.dirname, "phone-process.ts");

type Place = { child: ChildProcess | null; saved: number; waiting: number; faults: number };

export function startPhones(storm: Storm, about: { readonly folder: string; readonly url: string }): Phones {
  let isStopping = false;
  const killed = new Set<ChildProcess>();
  const crashes: string[] = [];
  const start = (numbers: readonly number[]): Place => {
    const orders: PhoneProcessOrders = { storm, numbers, ...about };
    const place: Place = { child: null, saved: 0, waiting: 0, faults: 0 };
    const open = () => {
      const child = fork(PHONE_PROCESS, [JSON.stringify(orders)], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
      place.child = child;
      child.on("message", (message: FromPhones) => {
        if (message.kind !== "count") return;
        const { saved, waiting, faults } = message;
        Object.assign(place, { saved, waiting, faults });
      });
      child.once("exit", (code) => {
        if (isStopping) return;
        if (!killed.has(child)) crashes.push(`phones ${numbers[0]}... ended with ${code}`);
        // A phone that cannot open would open again for ever.
        if (crashes.length < 10) open();
      });
    };
    open();
    return place;
  };
  const numbers = Array.from({ length: storm.phones }, (_, number) => number);
  const places = Array.from({ length: storm.phoneProcesses }, (_, index) =>
    start(numbers.filter((number) => number % storm.phoneProcesses === index)),
  );
  const processes = () => places.flatMap(({ child }) => child ?? []);
  const sum = (what: "saved" | "waiting" | "faults") => places.reduce((total, place) => total + place[what], 0);

  return {
    kill: (index) => {
      const child = processes()[index % places.length];
      if (!child) return;
      killed.add(child);
      child.kill("SIGKILL");
    },
    crashes,
    saved: () => sum("saved"),
    waiting: () => sum("waiting"),
    faults: () => sum("faults"),
    readUpTo: async (heads, limitMs) => {
      const all = Promise.all(processes().map((child) => ask(child, { kind: "look", heads }, "read"))).then(() => true);
      const isOver = new AbortController();
      const tooLong = untilOver(limitMs, isOver.signal).then(() => false);
      return Promise.race([all, tooLong]).finally(() => isOver.abort());
    },
    report: async () => {
      const reports = await Promise.all(processes().map((child) => ask(child, { kind: "report" }, "report")));
      return reports.flatMap(({ phones }) => phones);
    },
    stop: () => {
      isStopping = true;
      for (const child of processes()) child.kill("SIGKILL");
    },
  };
}

function ask<Kind extends FromPhones["kind"]>(
  child: ChildProcess,
  message: ToPhones,
  kind: Kind,
): Promise<Extract<FromPhones, { kind: Kind }>> {
  return new Promise((resolve) => {
    const hear = (answer: FromPhones) => {
      if (answer.kind !== kind) return;
      child.off("message", hear);
      // Boundary: narrowed by its kind, which TypeScript does not follow into a generic.
      resolve(answer as Extract<FromPhones, { kind: Kind }>);
    };
    child.on("message", hear);
    child.send(message);
  });
}
