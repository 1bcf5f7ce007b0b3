// Head office and two yardsticks in one process, so that all three share its event loop and its machine:
//   aisle   everything a phone's exchange passes through
//   select  node:http that reads a body, asks Postgres `select 1` and answers
//   plain   node:http that reads a body and answers
import http from "node:http";
import type { AddressInfo } from "node:net";
import { silentLogger, startServer, UNPACED } from "@aisle/server/testing";
import pg from "pg";

const [databaseUrl] = process.argv.slice(2);
if (!databaseUrl) throw new Error("usage: exchange-servers.ts DATABASE_URL");
const CONNECTIONS = 16;

const server = await startServer({
  databaseUrl,
  host: "127.0.0.1",
  port: 0,
  appFolder: null,
  logger: silentLogger,
  connections: CONNECTIONS,
  rateLimits: UNPACED,
});
const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS });
const aisle = `http://127.0.0.1:${server.port}`;
const plain = await listen(async () => ({ ok: true }));
const select = await listen(async () => (await pool.query({ name: "one", text: "select 1 as one" })).rows[0]);
process.send?.({ aisle, plain, select });

function listen(answer: () => Promise<unknown>): Promise<string> {
  const yardstick = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    JSON.parse(Buffer.concat(chunks).toString());
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(await answer()));
  });
  return new Promise((resolve) => {
    yardstick.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(yardstick.address() as AddressInfo).port}`));
  });
}
