import { randomUUID } from "node:crypto";
import type { SeededRandom } from "@aisle/domain/testing";
import { newId, testPhoneKey } from "@aisle/server/testing";
import type { Attacker, Knowledge } from "./exchange-draft.ts";
import { hostileValue, toText } from "./hostile-values.ts";
import { type OddRequest, signedBy } from "./odd-requests.ts";
import { leaveOut, replaceSomewhere } from "./spoilers.ts";

type Procedure = { readonly method: "GET" | "POST"; readonly input: (about: Knowledge, phone: Attacker) => object };

/** Everything the API answers besides the exchange, each with an input an honest phone might send. */
const PROCEDURES: Readonly<Record<string, Procedure>> = {
  "session.signIn": { method: "POST", input: () => ({ associateId: newId(), pin: "000000", app: "fuzz" }) },
  "session.team": { method: "GET", input: () => ({}) },
  "session.stepUp": { method: "POST", input: () => ({ pin: "000000" }) },
  "session.mine": { method: "GET", input: () => ({}) },
  "session.endMine": { method: "POST", input: () => ({ sessionId: randomUUID() }) },
  "session.endOther": { method: "POST", input: () => ({ sessionId: randomUUID() }) },
  "vault.lease": { method: "POST", input: () => ({}) },
  "vault.resume": { method: "POST", input: () => ({ associateId: newId(), ticket: "A".repeat(43) }) },
  "phones.door": { method: "GET", input: () => ({}) },
  "phones.demoCode": { method: "POST", input: () => ({ locationId: "airport" }) },
  "phones.join": {
    method: "POST",
    input: (_, { deviceId }) => ({
      code: "XK4T-9PQM",
      device: deviceId,
      publicKey: testPhoneKey(deviceId).publicKey.toString("base64url"),
      signature: "A".repeat(86),
      app: "fuzz",
    }),
  },
  "phones.me": { method: "GET", input: () => ({}) },
  "phones.list": { method: "GET", input: () => ({}) },
  "phones.one": { method: "GET", input: (about) => ({ deviceId: about.others.phones[0] }) },
  "phones.addCode": { method: "POST", input: () => ({ locationId: "downtown", phoneName: "Mine" }) },
  "phones.codeUse": { method: "POST", input: () => ({ code: "XK4T-9PQM" }) },
  "phones.revoke": { method: "POST", input: (about) => ({ deviceId: about.others.phones[0] }) },
  "phones.takeDepositIn": { method: "POST", input: () => ({ depositId: newId() }) },
  "phones.rescueKey": { method: "POST", input: () => ({}) },
  "phones.deposit": { method: "POST", input: () => ({ sealed: Buffer.from("not sealed at all").toString("base64") }) },
  "phones.gone": { method: "POST", input: () => ({}) },
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
  if (method === "POST") return [signedBy(phone, { method, path: `/trpc/${name}`, headers, body: text }), name];
  const path = `/trpc/${name}?input=${encodeURIComponent(text).slice(0, 8_000)}`;
  return [signedBy(phone, { method, path, headers, body: "" }), name];
}
