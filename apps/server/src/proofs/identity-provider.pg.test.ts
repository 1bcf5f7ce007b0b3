import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { MINUTE } from "@aisle/domain";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type LoopbackProvider, logInAt, startLoopbackProvider } from "../testing/loopback-identity-provider.ts";
import { newId, type SmallChain, seedSmallChain } from "../testing/small-chain.ts";
import { createIdentityProvider, type IdentityProvider } from "./identity-provider.ts";

const ORIGIN = "http://localhost:3999";

let database: TestDatabase;
let chain: SmallChain;
let real: LoopbackProvider;
let provider: IdentityProvider;
let at: { origin: string; now: number };
const deviceId = newId();

beforeAll(async () => {
  [database, real] = await Promise.all([createTestDatabase(), startLoopbackProvider(`${ORIGIN}/sign-in`)]);
  chain = await seedSmallChain(database, []);
});
afterAll(() => Promise.all([database.close(), real.close()]));
beforeEach(async () => {
  at = { origin: ORIGIN, now: Date.now() };
  await database.query("delete from identity");
  await database.query("update associate set login = 'Amara@Example.com', is_active = true");
  const { issuer, clientId, clientSecret } = real;
  provider = createIdentityProvider({ issuer, clientId, clientSecret, name: "Example ID", claim: "email" });
});

const begin = (more: { readonly associateId?: string; readonly kind?: "step-up" } = {}) =>
  provider.begin(database, { deviceId, associateId: more.associateId ?? null, kind: more.kind ?? "identity-provider" }, at);
const finish = (query: string, more: { readonly deviceId?: string; readonly kind?: "step-up"; readonly now?: number } = {}) =>
  provider.finish(
    database,
    { deviceId: more.deviceId ?? deviceId, kind: more.kind ?? "identity-provider", query },
    { ...at, now: more.now ?? at.now },
  );

test("somebody is known by their login at the first visit, and by the provider's own subject ever after", async () => {
  expect(await finish(await logInAt(await begin(), "amara"))).toEqual({ kind: "proven", associateId: chain.associateId });
  await database.query("update associate set login = 'married@example.com'");
  expect(await finish(await logInAt(await begin(), "amara"))).toEqual({ kind: "proven", associateId: chain.associateId });
});

test("an address that is given to somebody else later does not open the shift of the one before", async () => {
  await finish(await logInAt(await begin(), "amara"));
  const { issuer } = real;
  await database.query("update identity set subject = 'the-amara-of-before' where issuer = $1", [issuer]);
  expect(await finish(await logInAt(await begin(), "amara"))).toEqual({ kind: "not-proven", why: "nobody-here" });
});

test("somebody the shop does not know, who has left, or whose address nobody verified, is nobody", async () => {
  expect(await finish(await logInAt(await begin(), "stranger"))).toEqual({ kind: "not-proven", why: "nobody-here" });
  await database.query("update associate set login = 'unverified-amara@example.com'");
  expect(await finish(await logInAt(await begin(), "unverified-amara"))).toEqual({ kind: "not-proven", why: "nobody-here" });
  await database.query("update associate set login = 'amara@example.com'");
  await finish(await logInAt(await begin(), "amara"));
  await database.query("update associate set is_active = false");
  expect(await finish(await logInAt(await begin(), "amara"))).toEqual({ kind: "not-proven", why: "nobody-here" });
});

test("an answer is good once, for five minutes, and for the phone that asked", async () => {
  const back = await logInAt(await begin(), "amara");
  expect(await finish(back, { deviceId: newId() })).toEqual({ kind: "not-proven", why: "late-or-used" });
  expect(await finish(back, { now: at.now + 6 * MINUTE })).toEqual({ kind: "not-proven", why: "late-or-used" });
  expect(await finish(back, { kind: "step-up" })).toEqual({ kind: "not-proven", why: "late-or-used" });
  expect((await finish(back)).kind).toBe("proven");
  expect(await finish(back)).toEqual({ kind: "not-proven", why: "late-or-used" });
});

test("a code that was swapped, another visit's code, or another issuer's word is refused", async () => {
  const change = (query: string, name: string, value: string) => {
    const words = new URLSearchParams(query);
    words.set(name, value);
    return words.toString();
  };
  const refused = { kind: "not-proven", why: "not-given" };
  expect(await finish(change(await logInAt(await begin(), "amara"), "code", "made-up"))).toEqual(refused);
  expect(await finish(change(await logInAt(await begin(), "amara"), "iss", "https://evil.example"))).toEqual(refused);
  const [mine, theirs] = [await logInAt(await begin(), "amara"), await logInAt(await begin(), "amara")];
  const injected = change(mine, "code", new URLSearchParams(theirs).get("code") ?? "");
  expect(await finish(injected), "PKCE: the code belongs to another verifier").toEqual(refused);
  expect(await finish("state=x&error=access_denied")).toEqual({ kind: "not-proven", why: "late-or-used" });
});

test("a fresh proof of one person is not given by another one's login", async () => {
  const back = await logInAt(await begin({ associateId: newId(), kind: "step-up" }), "amara");
  expect(await finish(back, { kind: "step-up" })).toEqual({ kind: "not-proven", why: "nobody-here" });
  const own = await logInAt(await begin({ associateId: chain.associateId, kind: "step-up" }), "amara");
  expect(await finish(own, { kind: "step-up" })).toMatchObject({ kind: "proven" });
});

test("asks the provider for a fresh login with PKCE, a state and a nonce, and names nobody in the address", async () => {
  const asked = new URL(await begin()).searchParams;
  expect(asked.get("prompt")).toBe("login");
  expect(asked.get("code_challenge_method")).toBe("S256");
  for (const name of ["state", "nonce", "code_challenge"]) expect(asked.get(name)?.length, name).toBeGreaterThan(31);
  expect(asked.get("login_hint")).toBeNull();
});
