// What a person asked for, as it rests on the phone from the tap on.
//
//   args, label --ECDH, HKDF, AES-GCM--> args.sealed   for head office: not even this phone opens it again
//        |
//        +-----AES-GCM, the asker's own key--> note    for their own eyes, while they have the phone unlocked
//
// In the clear stay its id, name and version, who asked, when, what it needs, and the units a booking promises.

import {
  fromBase64Url,
  SEALED_INFO,
  SEALED_KEY_BITS,
  type SealedArgs,
  type SealedFor,
  sealedData,
  toBase64Url,
  writeSealed,
} from "@aisle/protocol";
import {
  type AnyCommand,
  type CommandDraft,
  type CommandLabel,
  promisesOf,
  type RestingDraft,
  type SealedNote,
} from "@aisle/sync";

/** What head office gives phones to seal to: a P-256 point, base64url, and its name. */
export type HeadOfficeKey = { readonly keyId: string; readonly publicKey: string };

/** What a note holds. */
export type Noted = { readonly args: AnyCommand["args"]; readonly label: CommandLabel };

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const KEY_BYTES = 32;
const IV_BYTES = 12;
const encoder = new TextEncoder();

export async function sealCommand(
  draft: CommandDraft,
  to: {
    readonly device: string;
    readonly headOffice: HeadOfficeKey;
    /** The key of whoever asks. */
    readonly own: { readonly feed: string; readonly key: CryptoKey };
  },
): Promise<RestingDraft> {
  const { args, label, ...facts } = draft;
  const promises = promisesOf(draft);
  return {
    ...facts,
    args: await sealArgs(args, { ...draft, device: to.device }, to.headOffice),
    note: await writeNote({ args, label }, draft.id, to.own),
    label: { title: "", ...(label.replaces && { replaces: label.replaces }) },
    ...(promises.length > 0 && { promises }),
  };
}

async function sealArgs(args: unknown, about: SealedFor, { keyId, publicKey }: HeadOfficeKey): Promise<SealedArgs> {
  const theirs = fromBase64Url(publicKey);
  if (!theirs) throw new Error("head office's key does not read");
  const { publicKey: ours, privateKey } = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", ours));
  const door = await crypto.subtle.importKey("raw", theirs, CURVE, false, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: door }, privateKey, 256);
  const salt = new Uint8Array([...point, ...theirs]);
  const base = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info: encoder.encode(SEALED_INFO) };
  const bytes = new Uint8Array(await crypto.subtle.deriveBits(how, base, SEALED_KEY_BITS));
  const key = await crypto.subtle.importKey("raw", bytes.slice(0, KEY_BYTES), "AES-GCM", false, ["encrypt"]);
  const seal = { name: "AES-GCM", iv: bytes.slice(KEY_BYTES), additionalData: sealedData(about) };
  const ciphertext = await crypto.subtle.encrypt(seal, key, encoder.encode(JSON.stringify(args)));
  return { sealed: writeSealed(point, new Uint8Array(ciphertext)), key: keyId };
}

async function writeNote(noted: Noted, id: string, own: { readonly feed: string; readonly key: CryptoKey }): Promise<SealedNote> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const how = { name: "AES-GCM", iv, additionalData: encoder.encode(`command|${id}`) };
  const ct = await crypto.subtle.encrypt(how, own.key, encoder.encode(JSON.stringify(noted)));
  return { feed: own.feed, iv: toBase64Url(iv), ct: toBase64Url(new Uint8Array(ct)) };
}

/** Null under another key, and for what was altered or put on another command. */
export async function readNote({ iv, ct }: SealedNote, id: string, key: CryptoKey): Promise<Noted | null> {
  const [nonce, bytes] = [fromBase64Url(iv), fromBase64Url(ct)];
  if (!nonce || !bytes) return null;
  const how = { name: "AES-GCM", iv: nonce, additionalData: encoder.encode(`command|${id}`) };
  const opened = await crypto.subtle.decrypt(how, key, bytes).catch(() => null);
  // Boundary: it opened, so this phone wrote it.
  return opened && (JSON.parse(new TextDecoder().decode(opened)) as Noted);
}
