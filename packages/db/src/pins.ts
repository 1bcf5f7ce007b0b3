import { createHmac, randomBytes, scrypt, timingSafeEqual } from "node:crypto";

const COST = 2 ** 14;
/** With `COST` what OWASP's password storage cheat sheet asks of scrypt: N 2^14, r 8, p 5. */
const ROUNDS = 5;
const HASH_BYTES = 32;

/** How well a PIN fits its hash; `outdated` fits, and is to be hashed anew. */
export type PinFit = "right" | "outdated" | "wrong";

/**
 * Hashes a PIN with its own salt and head office's pepper, so that a copy of the database alone is no list of PINs:
 * `scrypt-pepper$16384$5$<salt>$<hash>`, base64url. About 150 ms on purpose.
 */
export async function hashPin(pin: string, pepper: Buffer): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(peppered(pin, pepper), salt, ROUNDS);
  return `scrypt-pepper$${COST}$${ROUNDS}$${salt.toString("base64url")}$${hash.toString("base64url")}`;
}

/** The light make without a pepper, for PINs that are printed on every start anyway. Outdated at its first use. */
export async function hashDemoPin(pin: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$${COST}$${salt.toString("base64url")}$${(await derive(pin, salt, 1)).toString("base64url")}`;
}

/** Compares in constant time. A hash of another make fits nothing. */
export async function verifyPin(pin: string, hash: string, pepper: Buffer): Promise<PinFit> {
  const [make, ...rest] = hash.split("$");
  if (make === "scrypt") {
    const [cost, salt = "", expected = ""] = rest;
    return Number(cost) === COST && (await fits(derive(pin, Buffer.from(salt, "base64url"), 1), expected)) ? "outdated" : "wrong";
  }
  const [cost, rounds, salt = "", expected = ""] = rest;
  if (make !== "scrypt-pepper" || Number(cost) !== COST || Number(rounds) !== ROUNDS) return "wrong";
  const derived = derive(peppered(pin, pepper), Buffer.from(salt, "base64url"), ROUNDS);
  return (await fits(derived, expected)) ? "right" : "wrong";
}

function peppered(pin: string, pepper: Buffer): string {
  return createHmac("sha256", pepper).update(pin).digest("base64url");
}

async function fits(derived: Promise<Buffer>, expected: string): Promise<boolean> {
  const actual = await derived;
  const wanted = Buffer.from(expected, "base64url");
  return wanted.length === actual.length && timingSafeEqual(actual, wanted);
}

function derive(secret: string, salt: Buffer, rounds: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(secret, salt, HASH_BYTES, { N: COST, r: 8, p: rounds }, (fault, key) => (fault ? reject(fault) : resolve(key)));
  });
}
