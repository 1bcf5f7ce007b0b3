import { hkdfSync, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Head office's own secret, only ever handed out as keys made from it: losing one of them tells nothing of another. */
export type Secrets = {
  /** 32 bytes for one purpose and, within it, one subject: the same each time. HKDF-SHA256 (RFC 5869). */
  readonly keyFor: (purpose: SecretPurpose, subject?: string) => Buffer;
};

/** What keys are made for. A key is never used for two of these. */
export type SecretPurpose = "pin-pepper" | "vault-share" | "vault-door" | "vault-ticket" | "price-quote" | "proof";

const ROOT_BYTES = 32;
const FILE = "secrets.json";
const OWNER_ONLY = 0o600;

export function createSecrets(root: Buffer): Secrets {
  if (root.length < ROOT_BYTES) throw new Error(`head office's secret must be ${ROOT_BYTES} bytes or more`);
  return {
    keyFor: (purpose, subject = "") => Buffer.from(hkdfSync("sha256", root, "aisle-1", `${purpose}\n${subject}`, ROOT_BYTES)),
  };
}

/**
 * The secret of the settings, or else the one in the data folder, made there once. Whoever runs several servers on one database
 * gives them the same `given` (base64url).
 */
export function readSecrets({ folder, given }: { readonly folder: string; readonly given: string | null }): Secrets {
  return createSecrets(given === null ? keptRoot(folder) : Buffer.from(given, "base64url"));
}

function keptRoot(folder: string): Buffer {
  const file = path.join(folder, FILE);
  mkdirSync(folder, { recursive: true });
  try {
    // Two servers that start at once: one writes, the other reads what it wrote.
    writeFileSync(file, JSON.stringify({ root: randomBytes(ROOT_BYTES).toString("base64url") }), {
      flag: "wx",
      mode: OWNER_ONLY,
    });
  } catch (fault) {
    if (!(fault instanceof Error && "code" in fault && fault.code === "EEXIST")) throw fault;
  }
  const { root }: { readonly root?: unknown } = JSON.parse(readFileSync(file, "utf8"));
  if (typeof root !== "string") throw new Error(`${file} holds no secret. Put back the one from your backup.`);
  return Buffer.from(root, "base64url");
}
