import { createCipheriv, createECDH, hkdfSync } from "node:crypto";
import { SEALED_INFO, SEALED_KEY_BITS, type SealedArgs, type SealedFor, sealedData, writeSealed } from "@aisle/protocol";
import type { DoorKey } from "../vault/command-door.ts";

const CURVE = "prime256v1";
const KEY_BYTES = 32;

/** Seals as a phone does, without a browser. */
export function sealAsPhone(door: DoorKey, args: unknown, about: SealedFor): SealedArgs {
  const ephemeral = createECDH(CURVE);
  const point = ephemeral.generateKeys();
  const theirs = Buffer.from(door.publicKey, "base64url");
  const salt = Buffer.concat([point, theirs]);
  const bytes = Buffer.from(hkdfSync("sha256", ephemeral.computeSecret(theirs), salt, SEALED_INFO, SEALED_KEY_BITS / 8));
  const cipher = createCipheriv("aes-256-gcm", bytes.subarray(0, KEY_BYTES), bytes.subarray(KEY_BYTES));
  cipher.setAAD(sealedData(about));
  const ct = Buffer.concat([cipher.update(JSON.stringify(args), "utf8"), cipher.final(), cipher.getAuthTag()]);
  return { sealed: writeSealed(new Uint8Array(point), new Uint8Array(ct)), key: door.keyId };
}
