import { randomUUID } from "node:crypto";
import type { SeededRandom } from "@aisle/domain/testing";
import { newId } from "@aisle/server/testing";
import type { Attacker, Knowledge } from "./exchange-draft.ts";
import { hostileValue, toText } from "./hostile-values.ts";
import type { OddRequest } from "./odd-requests.ts";
import { leaveOut, replaceSomewhere } from "./spoilers.ts";

type Procedure = { readonly method: "GET" | "POST"; readonly input: (about: Knowledge, phone: Attacker) => object };

/** Everything the API answers besides the exchange, each with an input an honest phone might send. */
const PROCEDURES: Readonly<Record<string, Procedure>> = {
  "session.stores": { method: "GET", input: () => ({}) },
  "session.signIn": {
    method: "POST",
    input: (about, { deviceId }) => ({
      device: about.others.phones[0] ?? deviceId,
      locationId: "airport",
      associateId: newId(),
      pin: "000000",
      app: "fuzz",
    }),
  },
  "session.team": { method: "GET", input: () => ({ locationId: "airport" }) },
  "session.stepUp": { method: "POST", input: () => ({ pin: "000000" }) },
  "session.mine": { method: "GET", input: () => ({}) },
  "session.endMine": { method: "POST", input: () => ({ sessionId: randomUUID() }) },
  "session.endOther": { method: "POST", input: () => ({ sessionId: randomUUID() }) },
  "stock.exact": { method: "GET", input: (about) => ({ sku: about.skus[0] }) },
  "sync.compare": { method: "POST", input: () => ({ feed: "store:airport", version: 1, chunks: { "orders/0": "x" } }) },
  "sync.account": {
    method: "POST",
    input: (_, { deviceId }) => ({ device: deviceId, ids: [newId()], since: "2026-11-23T09:00:00.000Z" }),
  },
  "rescue.key": { method: "POST", input: () => ({}) },
  "rescue.takeIn": { method: "POST", input: () => ({ sealed: Buffer.from("not sealed at all").toString("base64") }) },
};

export function otherProcedure(random: SeededRandom, about: Knowledge, phone: Attacker): readonly [OddRequest, string] {
  const name = random.pick(Object.keys(PROCEDURES));
  const { method, input } = PROCEDURES[name] ?? { method: "POST", input: () => ({}) };
  const asked = { input: input(about, phone) };
  if (random.chance(0.2)) leaveOut(asked, random);
  else if (random.chance(0.8)) replaceSomewhere(asked, random, hostileValue(random));
  const text = asked.input === undefined ? "" : toText(asked.input);
  const headers = { "content-type": "application/json", cookie: phone.cookie };
  if (method === "POST") return [{ method, path: `/trpc/${name}`, headers, body: text }, name];
  return [{ method, path: `/trpc/${name}?input=${encodeURIComponent(text).slice(0, 8_000)}`, headers, body: "" }, name];
}
