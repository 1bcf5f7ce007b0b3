import { type ChildProcess, fork } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { createChanges, createDatabase, type OwnersDatabase, recordChanges, startEmbeddedPostgres, withTx } from "@aisle/db";
import { PROTOCOL_VERSION } from "@aisle/protocol";
import { headersOf, type Phone } from "@aisle/server/testing";
import type { BenchTable } from "../bench-table.ts";
import { prepareChain } from "../bookings/chain.ts";
import { firstCursor } from "../bookings/load.ts";
import { measurePokes } from "./poke-listeners.ts";

const PHONES = 100;
/** More than a phone follows, so that each follows as many as one can. */
const STORES = 70;
const POLL_MS = 1_000;
const WARM_MS = 3_000;
const MEASURE_MS = 20_000;
const BAR_MS = 5;
const POKE_BAR_MS = 1_000;

type Addresses = Record<"aisle" | "plain" | "select", string>;

/** A hundred phones that ask once a second and hear that nothing is new, beside bare handlers; then how fast a poke arrives. */
export async function benchExchange(): Promise<BenchTable> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "aisle-bench-"));
  const postgres = await startEmbeddedPostgres({ folder });
  let child: ChildProcess | null = null;
  try {
    await using database = createDatabase(postgres.url, { max: 4 });
    const chain = await prepareChain(database);
    await addStores(database);
    child = fork(path.join(import.meta.dirname, "exchange-servers.ts"), [postgres.url], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const addresses = await said<Addresses>(child);
    const phones: Phone[] = [];
    for (let index = 0; index < PHONES; index++) phones.push(await chain.addPhone());
    const times = await measureExchanges(addresses, phones);
    const pokes = await measurePokes({ url: addresses.aisle, phones, chain });
    const rows = (["aisle", "select", "plain"] as const).map((name) => {
      const [p50, p95] = [percentile(times[name], 0.5), percentile(times[name], 0.95)];
      return [NAMES[name], round(p50), round(p95), times[name].length, round(percentile(times.aisle, 0.95) / p95)];
    });
    const p95 = percentile(times.aisle, 0.95);
    const pokeP95 = percentile(pokes, 0.95);
    return {
      title: `Empty exchange, ${PHONES} phones polling once in ${POLL_MS / 1000} s, ms at the phone's side of loopback`,
      columns: ["answered by", "p50", "p95", "asked", "Aisle's p95 over it"],
      rows: [
        ...rows,
        ["from booked at one phone to held by another", round(percentile(pokes, 0.5)), round(pokeP95), pokes.length, "-"],
      ],
      bars: [
        { claim: "empty exchange p95, ms", value: round(p95), bar: `< ${BAR_MS}`, holds: p95 < BAR_MS },
        { claim: "poke to applied p95, ms", value: Math.round(pokeP95), bar: `< ${POKE_BAR_MS}`, holds: pokeP95 < POKE_BAR_MS },
      ],
    };
  } finally {
    child?.kill();
    await postgres.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const NAMES = { aisle: "Aisle", select: "bare node:http and `select 1`", plain: "bare node:http" };

async function addStores(database: OwnersDatabase): Promise<void> {
  await withTx(database, {}, async (tx) => {
    const changes = createChanges();
    for (let index = 0; index < STORES; index++) {
      const id = `store-${index}`;
      await tx.query(
        "insert into location (location_id, name, kind, latitude, longitude, time_zone) values ($1, $1, 'store', $2, $3, 'UTC')",
        [id, 30 + (index % 10), -120 + index / 2],
      );
      await tx.query("insert into stock_level (location_id, variant, on_hand) values ($1, 0, 5)", [id]);
      changes.location(id);
      changes.stock(id, 0);
    }
    await recordChanges(tx, changes);
  });
  await database.execute("analyze");
}

async function measureExchanges(addresses: Addresses, phones: readonly Phone[]): Promise<Record<keyof Addresses, number[]>> {
  const times = { aisle: [] as number[], plain: [] as number[], select: [] as number[] };
  const cursor = await firstCursor(addresses.aisle, phones[0] ?? { deviceId: "", cookie: "" });
  const started = performance.now();
  const end = started + WARM_MS + MEASURE_MS;
  await Promise.all(
    phones.map(async (phone, index) => {
      const body = JSON.stringify({
        proto: PROTOCOL_VERSION,
        device: phone.deviceId,
        app: "bench",
        epoch: null,
        push: [],
        outcomesKept: 0,
        cursor,
        room: 2000,
      });
      // Phones do not poll in step: each begins at its own place in the second.
      await wait((index * POLL_MS) / PHONES);
      for (let due = performance.now(); due < end; due += POLL_MS) {
        await wait(Math.max(0, due - performance.now()));
        for (const name of ["aisle", "plain", "select"] as const) {
          const address = name === "aisle" ? `${addresses.aisle}/trpc/sync.exchange` : addresses[name];
          const { ms, text } = await post(address, phone, body);
          if (name === "aisle" && !text.includes('"kind":"ok"')) throw new Error(text.slice(0, 400));
          if (due > started + WARM_MS) times[name].push(ms);
        }
      }
    }),
  );
  return times;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 2 * PHONES });

function post(address: string, phone: Phone, body: string): Promise<{ ms: number; text: string }> {
  const proven = headersOf(phone, { method: "POST", path: new URL(address).pathname, body });
  const headers = { ...proven, "content-length": Buffer.byteLength(body) };
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.request(address, { method: "POST", agent, headers }, (response) => {
      let text = "";
      response.on("data", (chunk) => (text += String(chunk)));
      response.on("end", () => resolve({ ms: performance.now() - started, text }));
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** What a forked process says first. */
function said<What>(child: ChildProcess): Promise<What> {
  return new Promise((resolve, reject) => {
    // Boundary: our own child's first message.
    child.once("message", (message) => resolve(message as What));
    child.once("exit", (code) => reject(new Error(`the servers ended with ${code}`)));
  });
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function round(ms: number): number {
  return Number(ms.toFixed(2));
}
