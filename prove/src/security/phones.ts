// Signed exchanges, altered in every part: none may be answered as its phone's.

import { randomBytes } from "node:crypto";
import http from "node:http";
import type { BenchTable } from "@aisle/bench/table";
import { createTestDatabase, startTestCluster } from "@aisle/db/testing";
import { createSeededRandom, type SeededRandom } from "@aisle/domain/testing";
import { PROOF_HEADER, PROOF_WINDOW_MS, PROTOCOL_VERSION } from "@aisle/protocol";
import { aBooking, type Phone, proofOf, seedSmallChain, silentLogger, startServer, testPhoneKey } from "@aisle/server/testing";

const SEED = Number(process.env["SEED"] ?? 23);
const COUNT = Number(process.env["ALTERED"] ?? 100_000);
const AT_ONCE = 16;
const PATH = "/trpc/sync.exchange";

type Signed = { readonly path: string; readonly body: string; readonly proof: string; readonly cookie: string };
type World = { readonly phone: Phone; readonly other: Phone; readonly random: SeededRandom; readonly at: number };

/** Each alters a signed exchange in one part, as somebody would who has everything but the key. */
const ALTERATIONS: Readonly<Record<string, (signed: Signed, world: World) => Signed>> = {
  "a byte of the body": (signed, { random }) => ({ ...signed, body: withByte(signed.body, random) }),
  "another quantity": (signed) => ({ ...signed, body: signed.body.replace('"quantity":1', '"quantity":2') }),
  "a byte more": (signed) => ({ ...signed, body: `${signed.body} ` }),
  "the path": (signed, { random }) => ({ ...signed, path: `${PATH}?${random.int(1_000_000)}` }),
  "another procedure": (signed) => ({ ...signed, path: "/trpc/sync.account" }),
  "the time": (signed, { random, at }) => ({
    ...signed,
    proof: signed.proof.replace(`.${at}.`, `.${at + 1 + random.int(10_000)}.`),
  }),
  "the phone's id": (signed, { phone, other }) => ({ ...signed, proof: signed.proof.replace(phone.deviceId, other.deviceId) }),
  "a letter of the signature": (signed, { random }) => ({ ...signed, proof: withLetter(signed.proof, random) }),
  "another phone's key": (signed, { phone, other, at }) => {
    const request = { method: "POST", path: PATH, body: signed.body, at };
    return { ...signed, proof: proofOf(phone.deviceId, request, testPhoneKey(other.deviceId)) };
  },
  "signed for GET": (signed, { phone, at }) => ({
    ...signed,
    proof: proofOf(phone.deviceId, { method: "GET", path: PATH, body: signed.body, at }),
  }),
  "no proof at all": (signed) => ({ ...signed, proof: "" }),
  "from beyond the window": (signed, { phone, random, at }) => {
    const off = (PROOF_WINDOW_MS + 60_000 + random.int(1_000_000_000)) * (random.chance(0.5) ? 1 : -1);
    return { ...signed, proof: proofOf(phone.deviceId, { method: "POST", path: PATH, body: signed.body, at: at + off }) };
  },
};

/** 100,000 altered exchanges and as many copies as were taken: refused, without effect. */
export async function provePhones(): Promise<BenchTable> {
  await using cluster = await startTestCluster();
  await using database = await createTestDatabase({ cluster });
  const chain = await seedSmallChain(database, [{ sku: "COAT", onHand: { warehouse: 1_000_000 } }]);
  const server = await startServer({
    databaseUrl: database.url,
    host: "127.0.0.1",
    port: 0,
    appFolder: null,
    logger: silentLogger,
  });
  const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const names = Object.keys(ALTERATIONS);
  const refused = new Map<string, number>();
  let taken = 0;
  let next = 0;
  const [phone, other] = [await chain.addPhone(), await chain.addPhone()];
  const body = (seq: number) =>
    JSON.stringify({
      proto: PROTOCOL_VERSION,
      device: phone.deviceId,
      app: "proof",
      epoch: null,
      push: [aBooking({ seq, by: chain.associateId, customerId: chain.customerId, sku: "COAT" })],
      outcomesKept: 0,
      cursor: {},
      room: 10,
    });
  const sender = async () => {
    for (let index = next++; index < COUNT; index = next++) {
      const random = createSeededRandom(SEED * 1_000_003 + index);
      const name = names[index % names.length] ?? "";
      const at = Date.now();
      const text = body(1);
      const honest = {
        path: PATH,
        body: text,
        cookie: phone.cookie,
        proof: proofOf(phone.deviceId, { method: "POST", path: PATH, body: text, at }),
      };
      const status = await send(agent, server.port, ALTERATIONS[name]?.(honest, { phone, other, random, at }) ?? honest);
      // Bytes that are no JSON any more are refused as such, before anybody asks whose they are.
      if (status === 401 || status === 400) refused.set(name, (refused.get(name) ?? 0) + 1);
      else taken++;
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, sender));
    const text = body(1);
    const honest = {
      path: PATH,
      body: text,
      cookie: phone.cookie,
      proof: proofOf(phone.deviceId, { method: "POST", path: PATH, body: text }),
    };
    const first = await send(agent, server.port, honest);
    let copies = 0;
    for (let times = 0; times < 1000; times++) if ((await send(agent, server.port, honest)) !== 401) copies++;
    const bare = await send(agent, server.port, {
      ...honest,
      proof: proofOf(other.deviceId, { method: "POST", path: PATH, body: text }),
    });
    const [row] = await database.query<{ orders: string }>("select count(*) as orders from customer_order");
    const zero = (claim: string, value: number) => ({ claim, value, bar: 0, holds: value === 0 });
    return {
      title: `${COUNT} altered signed exchanges, ${names.length} ways (SEED=${SEED})`,
      columns: ["altered", "refused"],
      rows: [...refused],
      bars: [
        zero("altered exchanges taken", taken),
        zero("copies of a taken exchange taken again, of 1,000", copies),
        { claim: "the honest exchange is taken, HTTP", value: first, bar: 200, holds: first === 200 },
        { claim: "effects of all of them", value: Number(row?.orders), bar: 1, holds: Number(row?.orders) === 1 },
        { claim: "a cookie on another phone, answered without a session, HTTP", value: bare, bar: 200, holds: bare === 200 },
      ],
    };
  } finally {
    agent.destroy();
    await server.stop();
  }
}

function withByte(text: string, random: SeededRandom): string {
  const bytes = Buffer.from(text);
  const at = random.int(bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << random.int(7));
  return bytes.toString("latin1");
}

function withLetter(proof: string, random: SeededRandom): string {
  const start = proof.lastIndexOf(".") + 1;
  const at = start + random.int(proof.length - start);
  const letter = randomBytes(1).readUInt8() % 2 === 0 ? "A" : "_";
  return `${proof.slice(0, at)}${proof[at] === letter ? "-" : letter}${proof.slice(at + 1)}`;
}

function send(agent: http.Agent, port: number, { path, body, proof, cookie }: Signed): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers: Record<string, string | number> = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body, "latin1"),
      cookie,
    };
    if (proof !== "") headers[PROOF_HEADER] = proof;
    const request = http.request({ agent, port, host: "127.0.0.1", method: "POST", path, headers }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
    });
    request.on("error", reject);
    request.end(Buffer.from(body, "latin1"));
  });
}
