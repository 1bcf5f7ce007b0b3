import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { OwnersDatabase } from "@aisle/db";
import type { SmallChain } from "@aisle/server/testing";
import pg from "pg";
import type { Recorded } from "./recorded.ts";

const SECONDS = 6;

/** Transactions per second of the same statements from C, prepared; "not installed" where there is no pgbench. */
export async function pgbenchRate(about: {
  readonly url: string;
  readonly statements: readonly Recorded[];
  readonly clients: number;
  readonly chain: SmallChain;
  readonly database: OwnersDatabase;
}): Promise<number | string> {
  if (spawnSync("pgbench", ["--version"]).status !== 0) return "not installed";
  const { deviceId } = await about.chain.addPhone();
  await about.database.execute("create sequence if not exists pgbench_seq");
  await about.database.execute(
    `insert into device (device_id, location_id) select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'downtown' from generate_series(0, 63) n on conflict do nothing`,
  );
  const lines = [
    "\\set item random(0, 49)",
    "select gen_random_uuid() as order_id, gen_random_uuid() as command_id, nextval('pgbench_seq') + 1000000 as seq, '00000000-0000-7000-8000-' || lpad(:client_id::text, 12, '0') as device \\gset",
    ...about.statements.map((each) => `${inline(each, deviceId)};`),
  ];
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "aisle-pgbench-")), "booking.sql");
  fs.writeFileSync(file, lines.join("\n"));
  const run = spawnSync(
    "pgbench",
    ["-n", "-M", "simple", "-c", String(about.clients), "-j", "1", "-T", String(SECONDS), "-f", file, about.url],
    { encoding: "utf8", env: { ...process.env, PGOPTIONS: "-c app.owner=on" } },
  );
  fs.rmSync(path.dirname(file), { recursive: true });
  const rate = /tps = ([\d.]+)/.exec(run.stdout);
  return rate ? Math.round(Number(rate[1])) : `failed: ${run.stderr.split("\n")[0]?.slice(0, 80)}`;
}

function inline({ text, values }: Recorded, deviceId: string): string {
  const literal = (value: unknown): string => {
    if (Array.isArray(value)) {
      if (value[0] === "<seen>")
        return pg.escapeLiteral(
          `{${value
            .slice(1)
            .map(() => "999999999")
            .join(",")}}`,
        );
      const parts = value.map((each) => (each === "<item>" ? "<item>" : `"${String(each).replace(/(["\\])/g, "\\$1")}"`));
      return pg.escapeLiteral(`{${parts.join(",")}}`);
    }
    if (value === null) return "null";
    if (value instanceof Date) return pg.escapeLiteral(value.toISOString());
    if (value === "<seq>") return ":seq";
    return typeof value === "number" ? String(value) : pg.escapeLiteral(String(value));
  };
  const flat = text.replace(/\$(\d+)/g, (_, place) => literal(values[Number(place) - 1])).replaceAll(/\s*\n\s*/g, " ");
  // pgbench puts variables in as text, also inside quotes.
  return flat
    .replaceAll("'<device>'", "':device'")
    .replaceAll("<device>", ":device")
    .replaceAll("<order>", ":order_id")
    .replaceAll("<command>", ":command_id")
    .replaceAll("<sku>", "ITEM-:item")
    .replaceAll("<item>", ":item")
    .replaceAll(deviceId, ":device");
}
