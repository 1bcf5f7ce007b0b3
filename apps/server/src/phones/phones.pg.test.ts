import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { createFakeClock, type FakeClock } from "@aisle/domain/testing";
import { joinText, lowerSignature, PROOF_HEADER, PROOF_WINDOW_MS } from "@aisle/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { silentLogger } from "../logger.ts";
import type { RunningServer } from "../start-server.ts";
import { exchangeOverHttp } from "../testing/booking.ts";
import { joinOverHttp } from "../testing/join-over-http.ts";
import { newId, type SmallChain, seedSmallChain } from "../testing/small-chain.ts";
import { startServer } from "../testing/test-head-office.ts";
import { fetchAs, headersOf, type Phone, proofOf, signText, testPhoneKey } from "../testing/test-phone.ts";
import { addPhoneCode, PHONE_CODE_MS } from "./phone-codes.ts";

let database: TestDatabase;
let server: RunningServer;
let chain: SmallChain;
let clock: FakeClock;

beforeAll(async () => {
  database = await createTestDatabase();
  chain = await seedSmallChain(database, [{ sku: "COAT", onHand: { warehouse: 10 } }]);
});
afterAll(() => database.close());
beforeEach(async () => {
  // Guesses of one test are not counted against the next.
  await database.query("delete from wrong_try");
  clock = createFakeClock(Date.now());
  server = await startServer({
    databaseUrl: database.url,
    host: "127.0.0.1",
    port: 0,
    appFolder: null,
    logger: silentLogger,
    now: clock.now,
    isDemo: true,
  });
  return () => server.stop();
});

const codeFor = async (locationId = "downtown") =>
  (await addPhoneCode(database, { locationId, phoneName: "Downtown 07", madeBy: null, now: clock.now() })).code;

type Told = { readonly status: number; readonly result: unknown; readonly phone: { kind: string; serverTime?: number } | null };

async function told(response: Response): Promise<Told> {
  const body = (await response.json()) as { result?: { data: unknown }; error?: { data: { phone: Told["phone"] } } };
  return { status: response.status, result: body.result?.data, phone: body.error?.data.phone ?? null };
}

const me = async (phone: Phone) => told(await fetchAs(phone, server.url, { path: "/trpc/phones.me" }));
const events = async (kind: string) =>
  (await database.query<{ device_id: string | null }>("select device_id from security_event where kind = $1", [kind])).length;

describe("joining", () => {
  test("[PP2] a code lets one phone in, once, under the name the manager gave it", async () => {
    const code = await codeFor();
    const phone = { deviceId: newId(), cookie: "" };
    const answer = await joinOverHttp(server.url, { code, deviceId: phone.deviceId });
    expect(answer).toEqual({ kind: "joined", phoneName: "Downtown 07", store: { locationId: "downtown", name: "Downtown" } });
    expect(await me(phone)).toMatchObject({ status: 200, result: { phoneName: "Downtown 07" } });
    expect(await joinOverHttp(server.url, { code })).toEqual({ kind: "used-code" });
  });

  test("of two phones that bring one code at once, one comes in", async () => {
    const code = await codeFor();
    const answers = await Promise.all(Array.from({ length: 6 }, () => joinOverHttp(server.url, { code })));
    expect(answers.map(({ kind }) => kind).sort()).toEqual(["joined", ...Array(5).fill("used-code")]);
  });

  test("an answer that was lost is given again to the same phone with the same key, and to no other", async () => {
    const [code, deviceId] = [await codeFor(), newId()];
    await joinOverHttp(server.url, { code, deviceId });
    clock.advance(PHONE_CODE_MS + 1);
    expect(await joinOverHttp(server.url, { code, deviceId })).toMatchObject({ kind: "joined" });
    expect(await joinOverHttp(server.url, { code, deviceId, key: testPhoneKey(newId()) })).toEqual({ kind: "used-code" });
  });

  test("a code runs out after a quarter of an hour", async () => {
    const code = await codeFor();
    clock.advance(PHONE_CODE_MS);
    expect(await joinOverHttp(server.url, { code })).toEqual({ kind: "expired-code" });
  });

  test("only its SHA-256 is kept of a code", async () => {
    const code = await codeFor();
    const rows = await database.query("select * from phone_code");
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  test("a public key without its private half, or on another curve, does not come in", async () => {
    const [code, device, other] = [await codeFor(), newId(), testPhoneKey(newId())];
    const publicKey = testPhoneKey(device).publicKey.toString("base64url");
    const ask = async (over: object) =>
      told(
        await fetch(`${server.url}/trpc/phones.join`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ code, device, publicKey, app: "test", ...over }),
        }),
      );
    const text = joinText({ code, device, publicKey });
    expect((await ask({ signature: signText(other, text) })).result).toEqual({ kind: "not-signed" });
    expect((await ask({ signature: signText(testPhoneKey(device), `${text} `) })).result).toEqual({ kind: "not-signed" });
    const p384 = "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE";
    expect((await ask({ publicKey: p384, signature: "A".repeat(86) })).result).toEqual({ kind: "not-signed" });
    expect((await ask({ signature: signText(testPhoneKey(device), text) })).result).toMatchObject({ kind: "joined" });
  });

  test("whoever guesses codes waits after ten, and is raised", async () => {
    const before = await events("wrong-phone-codes");
    const answers = [];
    for (let guess = 0; guess < 12; guess++) answers.push(await joinOverHttp(server.url, { code: "AAAA2222" }));
    expect(answers.slice(0, 10).every(({ kind }) => kind === "unknown-code")).toBe(true);
    expect(answers[10]).toEqual({ kind: "wait", seconds: 300 });
    expect(await joinOverHttp(server.url, { code: await codeFor() })).toMatchObject({ kind: "wait" });
    clock.advance(300_001);
    expect(await joinOverHttp(server.url, { code: await codeFor() })).toMatchObject({ kind: "joined" });
    await expect.poll(() => events("wrong-phone-codes")).toBe(before + 1);
  });

  test("a phone that lost its key comes in again as itself by a new code of its store, and the old key is nobody's", async () => {
    const phone = await chain.addPhone();
    const key = testPhoneKey(newId());
    expect(await joinOverHttp(server.url, { code: await codeFor("airport"), deviceId: phone.deviceId, key })).toEqual({
      kind: "other-store",
    });
    expect(await joinOverHttp(server.url, { code: await codeFor(), deviceId: phone.deviceId, key })).toMatchObject({
      kind: "joined",
    });
    expect(await me(phone)).toMatchObject({ status: 401, phone: { kind: "join" } });
    const proof = proofOf(phone.deviceId, { method: "GET", path: "/trpc/phones.me" }, key);
    const again = await fetch(`${server.url}/trpc/phones.me`, { headers: { [PROOF_HEADER]: proof } });
    expect(again.status).toBe(200);
  });
});

describe("the demo's own door", () => {
  const door = async (headers: Record<string, string> = {}) => told(await fetch(`${server.url}/trpc/phones.door`, { headers }));
  const code = async (headers: Record<string, string> = {}) =>
    told(
      await fetch(`${server.url}/trpc/phones.demoCode`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ locationId: "downtown" }),
      }),
    );

  test("is open on this machine only, and to nobody a proxy passed on", async () => {
    expect((await door()).result).toMatchObject({
      stores: expect.arrayContaining([{ locationId: "downtown", name: "Downtown" }]),
    });
    expect((await code()).status).toBe(200);
    for (const header of ["x-forwarded-for", "forwarded", "x-real-ip", "via"]) {
      expect((await door({ [header]: "203.0.113.9" })).result, header).toEqual({ stores: null });
      expect((await code({ [header]: "203.0.113.9" })).status, header).toBe(404);
    }
  });

  test("is no door where this is not the demo", async () => {
    await server.stop();
    server = await startServer({ databaseUrl: database.url, host: "127.0.0.1", port: 0, appFolder: null, logger: silentLogger });
    expect((await door()).result).toEqual({ stores: null });
    expect((await code()).status).toBe(404);
  });
});

describe("a phone's proof", () => {
  const path = "/trpc/sync.exchange";

  test("[PP1] a request is taken as it was signed, and in no other way", async () => {
    const phone = await chain.addPhone();
    const other = await chain.addPhone();
    const body = JSON.stringify({
      proto: 2,
      device: phone.deviceId,
      app: "t",
      epoch: null,
      push: [],
      outcomesKept: 0,
      cursor: {},
      room: 9,
    });
    const at = clock.now();
    const proof = proofOf(phone.deviceId, { method: "POST", path, body, at });
    const [, , signature = ""] = proof.split(".");
    const bytes = Buffer.from(signature, "base64url");
    const ask = async (over: { path?: string; body?: string; proof?: string | undefined }) => {
      const headers: Record<string, string> = { "content-type": "application/json", cookie: phone.cookie };
      const said = "proof" in over ? over.proof : proof;
      if (said !== undefined) headers[PROOF_HEADER] = said;
      const init = { method: "POST", headers, body: over.body ?? body };
      return told(await fetch(`${server.url}${over.path ?? path}`, init));
    };
    const altered: Parameters<typeof ask>[0][] = [
      { proof: undefined },
      { body: body.replace('"t"', '"u"') },
      { body: `${body} ` },
      { path: `${path}?a=1` },
      { path: "/trpc/sync.account" },
      { proof: proof.replace(`.${at}.`, `.${at + 1}.`) },
      { proof: proof.replace(phone.deviceId, other.deviceId) },
      { proof: proofOf(phone.deviceId, { method: "POST", path, body, at }, testPhoneKey(other.deviceId)) },
      { proof: proofOf(phone.deviceId, { method: "GET", path, body, at }) },
      { proof: proof.slice(0, -1) },
      { proof: `${proof},${proof}` },
    ];
    for (const over of altered)
      expect(await ask(over), JSON.stringify(over)).toMatchObject({ status: 401, phone: { kind: "join" } });
    // The other of the two signatures that fit, and another spelling of the same bytes.
    const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
    const high = Buffer.from(bytes);
    high.write((order - BigInt(`0x${bytes.subarray(32).toString("hex")}`)).toString(16).padStart(64, "0"), 32, "hex");
    expect(Buffer.from(lowerSignature(high)).equals(bytes)).toBe(true);
    expect(await ask({ proof: proof.replace(signature, high.toString("base64url")) })).toMatchObject({ status: 401 });
    const last = signature.at(-1) ?? "";
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const respelt = `${signature.slice(0, -1)}${letters[letters.indexOf(last) + 1]}`;
    expect(Buffer.from(respelt, "base64url").equals(bytes)).toBe(true);
    expect(await ask({ proof: proof.replace(signature, respelt) })).toMatchObject({ status: 401 });
    expect(await ask({})).toMatchObject({ status: 200, result: { kind: "ok" } });
  });

  test("[PP3] a phone whose clock is wrong is told the time, signs again and is taken", async () => {
    const phone = await chain.addPhone();
    const ask = async (at: number) => {
      const proof = proofOf(phone.deviceId, { method: "GET", path: "/trpc/phones.me", at });
      return told(await fetch(`${server.url}/trpc/phones.me`, { headers: { [PROOF_HEADER]: proof } }));
    };
    for (const off of [-PROOF_WINDOW_MS - 1, PROOF_WINDOW_MS + 1, -3e11, 3e11]) {
      const refused = await ask(clock.now() + off);
      expect(refused).toMatchObject({ status: 401, phone: { kind: "clock", serverTime: clock.now() } });
      clock.advance(1);
      expect(await ask(refused.phone?.serverTime ?? 0)).toMatchObject({ status: 200 });
    }
    expect(await ask(clock.now() - PROOF_WINDOW_MS)).toMatchObject({ status: 200 });
  });

  test("[PP4] a request that comes a second time has no second answer, in or out of the window", async () => {
    const phone = await chain.addPhone();
    const headers = headersOf(phone, { method: "GET", path: "/trpc/phones.me", at: clock.now() });
    const ask = async () => told(await fetch(`${server.url}/trpc/phones.me`, { headers }));
    expect(await ask()).toMatchObject({ status: 200 });
    for (const ms of [0, 1000, PROOF_WINDOW_MS - 2000, 2 * PROOF_WINDOW_MS, 86_400_000]) {
      clock.advance(ms);
      expect(await ask()).toMatchObject({ status: 401, phone: { kind: "clock" } });
    }
  });

  test("[PP5] a cookie that was taken to another phone, or to none, is nobody's, and is raised", async () => {
    const [phone, thief] = [await chain.addPhone(), await chain.addPhone()];
    const stolen = { deviceId: thief.deviceId, cookie: phone.cookie };
    expect(await exchangeOverHttp(server.url, stolen)).toEqual({ kind: "sign-in-again" });
    const account = await told(await fetchAs(stolen, server.url, { path: "/trpc/phones.list" }));
    expect(account.status).toBe(401);
    for (const route of ["/trpc/phones.list", "/snap/manifest.json"]) {
      const bare = await fetch(`${server.url}${route}`, { headers: { cookie: phone.cookie } });
      expect([route, (await told(bare)).phone]).toEqual([route, { kind: "join" }]);
    }
    await expect.poll(() => events("cookie-of-another-phone")).toBeGreaterThan(0);
    expect(await exchangeOverHttp(server.url, phone)).toMatchObject({ kind: "ok" });
  });

  test("nobody learns by asking which phones there are", async () => {
    const known = await chain.addPhone();
    const said = [];
    for (const deviceId of [known.deviceId, newId()]) {
      const proof = proofOf(deviceId, { method: "GET", path: "/trpc/phones.me", at: clock.now() }, testPhoneKey("stranger"));
      const answer = await fetch(`${server.url}/trpc/phones.me`, { headers: { [PROOF_HEADER]: proof } });
      said.push([answer.status, await answer.text()]);
    }
    expect(said[0]).toEqual(said[1]);
  });
});
