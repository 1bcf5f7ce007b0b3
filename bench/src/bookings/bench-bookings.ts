import { type ChildProcess, fork } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createDatabase, startEmbeddedPostgres } from "@aisle/db";
import { aBooking, exchangeOverHttp, newId, type SmallChain, silentLogger, startServer } from "@aisle/server/testing";
import type { BenchTable } from "../bench-table.ts";
import { prepareChain, SERVER_PROCESS } from "./chain.ts";
import { aislePhone, type Booker, barePhone, firstCursor, measure, median } from "./load.ts";
import { pgbenchRate } from "./pgbench.ts";
import { type Recorded, rebind, recordStatements } from "./recorded.ts";

const ROUNDS = 5;
const ROUND_MS = 3_000;

/** Bookings per second through the whole of Aisle, beside a bare handler that runs the same statements on the same Postgres. */
export async function benchBookings(): Promise<BenchTable> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "aisle-bench-"));
  const postgres = await startEmbeddedPostgres({ folder });
  const children: ChildProcess[] = [];
  try {
    await using database = createDatabase(postgres.url, { max: 4 });
    const chain = await prepareChain(database);
    const statements = await recordBooking(postgres.url, chain);
    const [aisle, bare] = await Promise.all([
      startProcess(children, ["aisle", postgres.url]),
      startProcess(children, ["bare", postgres.url, JSON.stringify(statements)]),
    ]);
    const rows: (string | number)[][] = [];
    const ratios: Record<number, number> = {};
    for (const phones of [1, 16]) {
      const ours = await crew(phones, () => aislePhone(aisle, chain));
      const theirs = await crew(phones, () => barePhone(bare, chain));
      await measure(ours, 1000);
      await measure(theirs, 1000);
      const rates = { ours: [] as number[], theirs: [] as number[] };
      for (let round = 0; round < ROUNDS; round++) {
        rates.ours.push(await measure(ours, ROUND_MS));
        rates.theirs.push(await measure(theirs, ROUND_MS));
      }
      const pgbench = await pgbenchRate({ url: postgres.url, statements, clients: phones, chain, database });
      ratios[phones] = median(rates.ours) / median(rates.theirs);
      rows.push([
        phones,
        Math.round(median(rates.ours)),
        Math.round(median(rates.theirs)),
        pgbench,
        Number(ratios[phones].toFixed(2)),
      ]);
    }
    return {
      title: `Bookings per second, one per exchange, ${statements.length} statements each, fsync on (median of ${ROUNDS} x ${ROUND_MS / 1000} s)`,
      columns: ["phones", "Aisle", "bare node:http, same SQL", "pgbench, same SQL", "Aisle / bare"],
      rows,
      bars: [
        {
          claim: "bookings per second at 16 phones against the bare handler",
          value: ratios[16] ?? 0,
          bar: 0.6,
          holds: (ratios[16] ?? 0) >= 0.6,
        },
      ],
    };
  } finally {
    for (const child of children) child.kill();
    await postgres.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs one booking through Aisle in this process, notes its statements, and marks what differs from booking to booking. */
async function recordBooking(databaseUrl: string, chain: SmallChain): Promise<Recorded[]> {
  const server = await startServer({ databaseUrl, host: "127.0.0.1", port: 0, appFolder: null, logger: silentLogger });
  const phone = await chain.addPhone();
  const cursor = await firstCursor(server.url, phone);
  const [orderId, commandId] = [newId(), newId()];
  const SEQ = 1;
  const booking = aBooking({
    seq: SEQ,
    by: chain.associateId,
    customerId: chain.customerId,
    sku: "ITEM-7",
    orderId,
    id: commandId,
  });
  const statements = await recordStatements(() => exchangeOverHttp(server.url, phone, { push: [booking], cursor }));
  await server.stop();
  const marked = rebind(
    statements,
    new Map([
      [phone.deviceId, "<device>"],
      [orderId, "<order>"],
      [commandId, "<command>"],
      ["ITEM-7", "<sku>"],
    ]),
  );
  return marked.map((each) => {
    if (each.name === "pull")
      return { ...each, values: [each.values[0], ["<seen>", ...(each.values[0] as string[])], each.values[2]] };
    if (each.name === "record-outcome") return { ...each, values: each.values.map((value) => (value === SEQ ? "<seq>" : value)) };
    if (each.name === "reserve-stock" || each.name === "record-changes" || each.name === "insert-order-lines") {
      // The item's ordinal is 7, as its SKU says; the order's only line number is 1.
      return {
        ...each,
        values: each.values.map((value) => (Array.isArray(value) ? value.map((part) => (part === 7 ? "<item>" : part)) : value)),
      };
    }
    return each;
  });
}

async function crew(phones: number, make: () => Promise<Booker>): Promise<Booker[]> {
  return Promise.all(Array.from({ length: phones }, make));
}

function startProcess(children: ChildProcess[], args: string[]): Promise<string> {
  const child = fork(SERVER_PROCESS, args, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
  children.push(child);
  return new Promise((resolve, reject) => {
    child.once("message", (url) => resolve(String(url)));
    child.once("exit", (code) => reject(new Error(`${args[0]} ended with ${code}`)));
  });
}
