import { createDecipheriv } from "node:crypto";
import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";
import { type Result, refuse } from "@aisle/domain";
import { RescueContent, type RescueEnvelope } from "@aisle/protocol";

const TAG_BYTES = 16;
/** Only a phone's own key gets this far, so this is no wall against attackers, but one against our own mistakes. */
const MAX_CONTENT_BYTES = 16 * 1024 * 1024;

const inflate = promisify(inflateRaw);

/** The commands in a package, in the order they were issued, still unparsed. Altered by one bit, it does not open. */
export async function openPackage(
  { header, nonce, sealed }: RescueEnvelope,
  key: Uint8Array,
): Promise<Result<readonly unknown[], "does-not-open" | "does-not-read">> {
  const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(header);
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  let deflated: Buffer;
  try {
    deflated = Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    // Node says no more than that the tag does not fit.
    return refuse("does-not-open");
  }
  const content = RescueContent.safeParse(await readJson(deflated));
  return content.success ? { ok: true, value: content.data.commands } : refuse("does-not-read");
}

/** Null for what is no deflated JSON: the phone that sealed it had a fault. */
async function readJson(deflated: Buffer): Promise<unknown> {
  try {
    const text = await inflate(deflated, { maxOutputLength: MAX_CONTENT_BYTES });
    return JSON.parse(text.toString("utf8"));
  } catch {
    return null;
  }
}
