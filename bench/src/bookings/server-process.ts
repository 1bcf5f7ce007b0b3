// One server in its own process, so that it does not share an event loop with the phones:
//   aisle  head office as it is
//   bare   node:http and pg running the very statements Aisle's booking runs, and nothing else: the yardstick
import http from "node:http";
import type { AddressInfo } from "node:net";
import { silentLogger, startServer, UNPACED } from "@aisle/server/testing";
import pg from "pg";
import type { Recorded } from "./recorded.ts";

const [kind, databaseUrl, recording] = process.argv.slice(2);
if (!databaseUrl) throw new Error("usage: server-process.ts aisle|bare DATABASE_URL [RECORDING]");
const CONNECTIONS = 16;

if (kind === "aisle") {
  const server = await startServer({
    databaseUrl,
    host: "127.0.0.1",
    port: 0,
    appFolder: null,
    logger: silentLogger,
    connections: CONNECTIONS,
    rateLimits: UNPACED,
  });
  process.send?.(`http://127.0.0.1:${server.port}`);
} else {
  process.send?.(await startBare(databaseUrl, JSON.parse(recording ?? "[]")));
}

async function startBare(url: string, statements: readonly Recorded[]): Promise<string> {
  // As the tables' owner: what row-level security costs is Aisle's to pay.
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, options: "-c app.owner=on" });
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<"device" | "orderId" | "commandId", string> & {
      seq: number;
      item: number;
      seen: Record<string, number>;
    };
    const client = await pool.connect();
    try {
      let rows: { source: string; feed_id: string; version: string }[] = [];
      for (const { text, values, name } of statements) {
        const bound = values.map((value) => bind(value, body));
        const result = await client.query(
          bound.length > 0 || name ? { text, values: bound, ...(name ? { name } : {}) } : String(bind(text, body)),
        );
        if (name === "pull") rows = result.rows;
      }
      const heads = Object.fromEntries(
        rows.filter((row) => row.source === "head").map((row) => [row.feed_id, Number(row.version)]),
      );
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(heads));
    } catch (fault) {
      response.writeHead(500).end(JSON.stringify(String(fault)));
    } finally {
      client.release();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

type Body = { device: string; orderId: string; commandId: string; seq: number; item: number; seen: Record<string, number> };

/** The recording holds `<device>` and the like where one booking differs from the next. */
function bind(value: unknown, body: Body): unknown {
  if (Array.isArray(value)) {
    if (value[0] === "<seen>") return (value.slice(1) as string[]).map((feed) => body.seen[feed] ?? Number.MAX_SAFE_INTEGER);
    return value.map((each) => bind(each, body));
  }
  if (value === "<seq>") return body.seq;
  if (value === "<item>") return body.item;
  if (typeof value !== "string" || !value.includes("<")) return value;
  return value
    .replaceAll("<device>", body.device)
    .replaceAll("<order>", body.orderId)
    .replaceAll("<command>", body.commandId)
    .replaceAll("<sku>", `ITEM-${body.item}`);
}
