import { describe, expect, it } from "vitest";
import { decideConfig } from "./config.ts";
import { type Env, readEnv } from "./env.ts";

const decide = (settings: { readonly [Name in keyof Env]?: string } = {}) => decideConfig(readEnv(settings), "/srv/aisle");

describe("with nothing set", () => {
  it("brings its own database and the demo, on port 3000", () => {
    expect(decide()).toEqual({
      ok: true,
      value: {
        databaseUrl: null,
        host: "0.0.0.0",
        port: 3000,
        dataFolder: "/srv/aisle/.aisle",
        demo: true,
        shiftStart: "pin",
        origin: null,
        identityProvider: null,
        secret: null,
        retentionMonths: 24,
        logLevel: "warn",
        watchToken: null,
        imageHosts: null,
        trustsProxy: false,
      },
    });
  });
});

describe("a good setting", () => {
  it("puts no demo into a database of one's own unless asked", () => {
    const DATABASE_URL = "postgresql://aisle@db.internal/aisle";
    expect(decide({ DATABASE_URL })).toMatchObject({ value: { databaseUrl: DATABASE_URL, demo: false } });
    expect(decide({ DATABASE_URL, AISLE_DEMO: "on" })).toMatchObject({ value: { demo: true } });
  });

  it("leaves the demo out when told to", () => {
    expect(decide({ AISLE_DEMO: "off" })).toMatchObject({ value: { demo: false } });
  });

  it("counts a data folder from the project's root, or takes it as it stands", () => {
    expect(decide({ AISLE_DATA: "data" })).toMatchObject({ value: { dataFolder: "/srv/aisle/data" } });
    expect(decide({ AISLE_DATA: "/var/lib/aisle" })).toMatchObject({ value: { dataFolder: "/var/lib/aisle" } });
  });

  it("takes port 0 for any free one", () => {
    expect(decide({ PORT: "0" })).toMatchObject({ value: { port: 0 } });
  });
});

describe("how a shift begins", () => {
  const DATABASE_URL = "postgresql://aisle@db.internal/aisle";
  const AISLE_OIDC_ISSUER = "https://id.example.com";

  it("is by the identity provider where there is one, by passkey where there is none, and by PIN in the demo alone", () => {
    expect(decide({ DATABASE_URL, AISLE_OIDC_ISSUER, AISLE_OIDC_CLIENT_ID: "a" })).toMatchObject({
      value: {
        shiftStart: "identity-provider",
        identityProvider: { name: "id.example.com", claim: "email", clientSecret: null },
      },
    });
    expect(decide({ DATABASE_URL })).toMatchObject({ value: { shiftStart: "passkey", identityProvider: null } });
    expect(decide({ DATABASE_URL, AISLE_SHIFT_START: "pin" })).toMatchObject({ value: { shiftStart: "pin" } });
    expect(decide()).toMatchObject({ value: { shiftStart: "pin" } });
  });

  it("is bound to the address people open, without what follows it", () => {
    expect(decide({ AISLE_ORIGIN: "https://aisle.example.com/store?x" })).toMatchObject({
      value: { origin: "https://aisle.example.com" },
    });
  });
});

describe("a bad setting", () => {
  it.each(["short", "sixteen letters!"])("AISLE_WATCH_TOKEN=%j is named and mended, and not printed", (AISLE_WATCH_TOKEN) => {
    const config = decide({ AISLE_WATCH_TOKEN });
    expect(config).toMatchObject({
      refusal: [{ setting: "AISLE_WATCH_TOKEN", problem: expect.stringContaining("openssl rand") }],
    });
    expect(JSON.stringify(config)).not.toContain(AISLE_WATCH_TOKEN);
  });

  it.each([
    [{ AISLE_SHIFT_START: "password" }, "AISLE_SHIFT_START", "none of identity-provider, passkey, pin"],
    [{ AISLE_SHIFT_START: "identity-provider" }, "AISLE_OIDC_ISSUER", "is missing"],
    [{ AISLE_OIDC_ISSUER: "https://id.example.com" }, "AISLE_OIDC_CLIENT_ID", "is missing"],
    [{ AISLE_OIDC_ISSUER: "http://id.example.com", AISLE_OIDC_CLIENT_ID: "a" }, "AISLE_OIDC_ISSUER", "https://"],
    [{ AISLE_ORIGIN: "aisle.example.com" }, "AISLE_ORIGIN", "not an address"],
    [{ AISLE_ORIGIN: "http://aisle.example.com" }, "AISLE_ORIGIN", "https://"],
  ])("%j is named and mended", (settings, setting, words) => {
    expect(decide(settings)).toMatchObject({ refusal: [{ setting, problem: expect.stringContaining(words) }] });
  });

  it("a short AISLE_SECRET is named and mended, and not printed", () => {
    const config = decide({ AISLE_SECRET: "hunter2" });
    expect(config).toMatchObject({ refusal: [{ setting: "AISLE_SECRET", problem: expect.stringContaining("openssl rand") }] });
    expect(JSON.stringify(config)).not.toContain("hunter2");
  });

  it.each([
    ["PORT", "http", "Use a whole number from 1 to 65535, such as 3000"],
    ["PORT", "-1", "Use a whole number from 1 to 65535"],
    ["PORT", "65536", "Use a whole number from 1 to 65535"],
    ["PORT", "80.5", "Use a whole number from 1 to 65535"],
    ["DATABASE_URL", "db.internal/aisle", "Write it as postgres://user:password@host:5432/name"],
    ["DATABASE_URL", "mysql://root@localhost/aisle", "It begins with postgres://"],
    ["AISLE_DEMO", "yes", "neither on nor off"],
    ["AISLE_TRUST_PROXY", "yes", "neither on nor off"],
    ["AISLE_RETENTION_MONTHS", "0", "is neither 1 to 120 nor off"],
    ["AISLE_IMAGE_HOSTS", "cdn.example.com; script-src *", "Write them as cdn.example.com"],
    ["AISLE_LOG", "verbose", "Use one of silent, error, warn, info"],
  ])("%s=%s is named, quoted and mended", (setting, value, mend) => {
    const config = decide({ [setting]: value });
    expect(config).toEqual({ ok: false, refusal: [{ setting, problem: expect.stringContaining(mend) }] });
    expect(JSON.stringify(config)).toContain(value);
  });

  it("is told together with every other", () => {
    const config = decide({ PORT: "x", DATABASE_URL: "x", AISLE_DEMO: "x", AISLE_LOG: "x" });
    const settings = config.ok ? [] : config.refusal.map(({ setting }) => setting);
    expect(settings.toSorted()).toEqual(["AISLE_DEMO", "AISLE_LOG", "DATABASE_URL", "PORT"]);
  });

  it.each(["mysql://root:hunter2@localhost/aisle", "//root:hunter2@localhost"])(
    "%s keeps its password to itself",
    (DATABASE_URL) => {
      const config = decide({ DATABASE_URL });
      expect(config.ok).toBe(false);
      expect(JSON.stringify(config)).not.toContain("hunter2");
    },
  );
});

it("a password in a broken address is never printed, whatever is in it", () => {
  for (const url of ["postgres://root:pa/ss@host:x/db", "root:secret@host/db", "mysql://root:p@ss@host/db"]) {
    const decided = JSON.stringify(decideConfig(readEnv({ DATABASE_URL: url }), "/srv"));
    expect(decided).toContain('"ok":false');
    expect(decided).not.toMatch(/pa\/ss|secret|p@ss/);
  }
});
