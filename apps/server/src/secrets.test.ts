import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { createSecrets, readSecrets } from "./secrets.ts";

const emptyFolder = () => path.join(mkdtempSync(path.join(tmpdir(), "aisle-secrets-")), "data");

describe("head office's secret", () => {
  test("is made once, for its owner's eyes only, and is the same after a restart", () => {
    const folder = emptyFolder();
    const first = readSecrets({ folder, given: null }).keyFor("pin-pepper");
    expect(readSecrets({ folder, given: null }).keyFor("pin-pepper")).toEqual(first);
    expect(statSync(path.join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
    expect(readSecrets({ folder: emptyFolder(), given: null }).keyFor("pin-pepper")).not.toEqual(first);
  });

  test("is the settings' own where they give one, and nothing is written then", () => {
    const given = randomBytes(32).toString("base64url");
    const folder = emptyFolder();
    expect(readSecrets({ folder, given }).keyFor("proof")).toEqual(readSecrets({ folder: "/nowhere", given }).keyFor("proof"));
    expect(() => readFileSync(path.join(folder, "secrets.json"))).toThrow();
  });

  test("gives every purpose and subject a key of its own, and itself to nobody", () => {
    const root = randomBytes(32);
    const secrets = createSecrets(root);
    const keys = [
      root,
      secrets.keyFor("pin-pepper"),
      secrets.keyFor("proof"),
      secrets.keyFor("vault-share", "a"),
      secrets.keyFor("vault-share", "b"),
    ].map((key) => key.toString("hex"));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("is refused when short or damaged, instead of locking everybody out quietly", () => {
    expect(() => createSecrets(randomBytes(16))).toThrow(/32 bytes/);
    const folder = emptyFolder();
    readSecrets({ folder, given: null });
    writeFileSync(path.join(folder, "secrets.json"), "{}");
    expect(() => readSecrets({ folder, given: null })).toThrow(/holds no secret/);
  });
});
