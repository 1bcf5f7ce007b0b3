// A phone's commands are linked, so that one that is missing, altered or out of place is noticed.
//
//   ""  --1-->  link 1  --2-->  link 2  --3-->  link 3          link n = sha256(link n-1, command n)
//
// Two phones with one identity, such as a phone and its restored backup, grow two chains: head office knows only one.

import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { canonical } from "./canonical.ts";
import type { PushedCommand } from "./exchange.ts";

/** The link before a phone's first command. */
export const GENESIS = "";

/** SHA-256 as base64url. Synchronous: the phone needs it inside a transaction of IndexedDB, which waits for no other promise. */
function digest(text: string): string {
  const base64 = btoa(String.fromCharCode(...sha256(utf8ToBytes(text))));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The link after `command`. Its number is no part of it: the place is the link before. */
export function linkOf(
  previous: string,
  { id, name, v, args, by, needs, issuedAt }: Omit<PushedCommand, "seq" | "again">,
): string {
  return digest(`${previous}\n${canonical([id, name, v, args, by, needs, issuedAt])}`);
}

/** SHA-256 of what a person asked for: the same id with other content is caught by it. */
export function hashOf({ name, v, args }: Pick<PushedCommand, "name" | "v" | "args">): string {
  return digest(`${name}\n${v}\n${canonical(args)}`);
}
