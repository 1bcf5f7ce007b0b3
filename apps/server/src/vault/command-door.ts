// Opens what phones sealed to head office. The private half never leaves here; which half a command is for, it says itself.

import { createDecipheriv, createECDH, createHash, hkdfSync } from "node:crypto";
import { readSealed, SEALED_INFO, SEALED_KEY_BITS, type SealedArgs, type SealedFor, sealedData } from "@aisle/protocol";
import type { Secrets } from "../secrets.ts";

/** The half that phones seal to, with the name they send along. */
export type DoorKey = { readonly keyId: string; readonly publicKey: string };

export type CommandDoor = {
  readonly key: DoorKey;
  /** What was said; undefined for what was altered, sealed for another command, person or phone, or for a key unknown here. */
  readonly open: (args: SealedArgs, about: SealedFor) => unknown;
};

/** The newest first. A new half is a new name here; the old ones stay, for an outbox may be months old. */
const GENERATIONS = ["1"] as const;
const CURVE = "prime256v1";
const KEY_BYTES = 32;
const TAG_BYTES = 16;

export function createCommandDoor(secrets: Secrets): CommandDoor {
  const halves = GENERATIONS.map((generation) => halfOf(secrets, generation));
  const [newest] = halves;
  if (!newest) throw new Error("head office has no key to seal to");
  return {
    key: { keyId: newest.keyId, publicKey: newest.point.toString("base64url") },
    open: ({ sealed, key }, about) => {
      const half = halves.find(({ keyId }) => keyId === key);
      const read = readSealed(sealed);
      if (!half || !read) return undefined;
      try {
        const shared = half.ecdh.computeSecret(read.point);
        const salt = Buffer.concat([read.point, half.point]);
        const bytes = Buffer.from(hkdfSync("sha256", shared, salt, SEALED_INFO, SEALED_KEY_BITS / 8));
        const decipher = createDecipheriv("aes-256-gcm", bytes.subarray(0, KEY_BYTES), bytes.subarray(KEY_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(sealedData(about));
        decipher.setAuthTag(read.ciphertext.subarray(-TAG_BYTES));
        const text = Buffer.concat([decipher.update(read.ciphertext.subarray(0, -TAG_BYTES)), decipher.final()]);
        return JSON.parse(text.toString("utf8"));
      } catch {
        // A point off the curve, a tag that does not fit, no JSON: Node says which, and nobody outside is told.
        return undefined;
      }
    },
  };
}

function halfOf(secrets: Secrets, generation: string) {
  const ecdh = createECDH(CURVE);
  // A scalar beyond the curve's order is refused by OpenSSL; that is one secret in 2^32, and the next draw is another.
  for (let draw = 0; ; draw++) {
    try {
      ecdh.setPrivateKey(secrets.keyFor("vault-door", `${generation}\n${draw}`));
      break;
    } catch (fault) {
      if (draw === 9) throw fault;
    }
  }
  const point = ecdh.getPublicKey();
  return { ecdh, point, keyId: createHash("sha256").update(point).digest("base64url").slice(0, 8) };
}
