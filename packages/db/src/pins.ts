import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

const COST = 2 ** 14;
const HASH_BYTES = 32;

/** Hashes a PIN with its own salt: `scrypt$16384$<salt>$<hash>`, base64url. About 30 ms. */
export async function hashPin(pin: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$${COST}$${salt.toString("base64url")}$${(await derive(pin, salt)).toString("base64url")}`;
}

/** True when `pin` is the one that was hashed. False for a hash of another make. */
export async function verifyPin(pin: string, hash: string): Promise<boolean> {
  const [make, cost, salt, expected] = hash.split("$");
  if (make !== "scrypt" || Number(cost) !== COST || !salt || !expected) return false;
  const actual = await derive(pin, Buffer.from(salt, "base64url"));
  const wanted = Buffer.from(expected, "base64url");
  return wanted.length === actual.length && timingSafeEqual(actual, wanted);
}

function derive(pin: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, HASH_BYTES, { N: COST, r: 8, p: 1 }, (fault, key) => (fault ? reject(fault) : resolve(key)));
  });
}
