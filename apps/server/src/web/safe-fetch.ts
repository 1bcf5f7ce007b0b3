// The only way head office asks somebody else over HTTP: for an address that a setting, a file or a person gave.
//
//   https, no user in it, port 443 or given --> name resolved once --> every address public? --> asked at that very address
//
// The connection goes to the address that was looked at: a name that resolves to another one a moment later (DNS rebinding)
// gains nothing. Redirects are not followed. Size and time have an end.

import { lookup as systemLookup } from "node:dns/promises";
import https from "node:https";
import { BlockList, isIP } from "node:net";

export type SafeAnswer = { readonly status: number; readonly type: string; readonly body: Buffer };

export type UnsafeReason =
  | "not-https"
  | "names-a-user"
  | "other-port"
  | "not-public"
  | "no-such-name"
  | "redirects"
  | "too-large"
  | "too-slow";

/** Thrown when an address may not be asked, or its answer not taken. Says why and never what was in the address. */
export class UnsafeAddress extends Error {
  override readonly name = "UnsafeAddress";
  readonly reason: UnsafeReason;

  constructor(reason: UnsafeReason) {
    super(reason);
    this.reason = reason;
  }
}

export type SafeFetchOptions = {
  /** Hosts inside our own network that the operator named; they are asked although they are not public. */
  readonly allowedHosts?: readonly string[];
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** How names are looked up and requests made; tests bring their own. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
  readonly request?: typeof https.request;
};

const MAX_BYTES = 5 * 1024 * 1024;
const TIMEOUT_MS = 10_000;

/** Asks an address of the public internet for what it has. Throws `UnsafeAddress` for any other. */
export async function safeFetch(address: string, options: SafeFetchOptions = {}): Promise<SafeAnswer> {
  const { url, host, addresses } = await look(address, options);
  return await ask(url, { host, address: addresses[0] ?? "", options });
}

/** Whether an address may be asked: the addresses its host has now, all of them public. Throws `UnsafeAddress` otherwise. */
export async function look(
  address: string,
  { allowedHosts = [], resolve = resolveAll }: Pick<SafeFetchOptions, "allowedHosts" | "resolve"> = {},
): Promise<{ readonly url: URL; readonly host: string; readonly addresses: readonly string[] }> {
  if (!URL.canParse(address)) throw new UnsafeAddress("not-https");
  const url = new URL(address);
  if (url.protocol !== "https:") throw new UnsafeAddress("not-https");
  if (url.username !== "" || url.password !== "") throw new UnsafeAddress("names-a-user");
  // `URL` has already written 0x7f.1, 2130706433 and 0177.0.0.1 as 127.0.0.1.
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const isAllowed = allowedHosts.includes(host);
  if (url.port !== "" && !isAllowed) throw new UnsafeAddress("other-port");
  const addresses = isIP(host) ? [host] : await resolve(host).catch(() => []);
  if (addresses.length === 0) throw new UnsafeAddress("no-such-name");
  if (!isAllowed && !addresses.every(isPublic)) throw new UnsafeAddress("not-public");
  return { url, host, addresses };
}

function ask(
  url: URL,
  { host, address, options }: { readonly host: string; readonly address: string; readonly options: SafeFetchOptions },
): Promise<SafeAnswer> {
  const { maxBytes = MAX_BYTES, timeoutMs = TIMEOUT_MS, headers = {}, request = https.request } = options;
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const asked = request(
      {
        host: address,
        servername: isIP(host) ? "" : host,
        port: url.port || 443,
        path: `${url.pathname}${url.search}`,
        headers: { ...headers, host: url.host },
        signal,
        agent: false,
      },
      (answer) => {
        const status = answer.statusCode ?? 0;
        const fail = (reason: UnsafeReason) => {
          answer.destroy();
          reject(new UnsafeAddress(reason));
        };
        if (status >= 300 && status < 400) return fail("redirects");
        if (Number(answer.headers["content-length"] ?? 0) > maxBytes) return fail("too-large");
        const chunks: Buffer[] = [];
        let size = 0;
        answer.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size > maxBytes) fail("too-large");
          else chunks.push(chunk);
        });
        answer.on("end", () => resolve({ status, type: answer.headers["content-type"] ?? "", body: Buffer.concat(chunks) }));
        answer.on("error", (fault) => reject(signal.aborted ? new UnsafeAddress("too-slow") : fault));
      },
    );
    asked.on("error", (fault) => reject(signal.aborted ? new UnsafeAddress("too-slow") : fault));
    asked.end();
  });
}

async function resolveAll(host: string): Promise<readonly string[]> {
  return (await systemLookup(host, { all: true, verbatim: true })).map(({ address }) => address);
}

/** Everything that is not the public internet (IANA special-purpose registries, RFC 6890). */
const NOT_PUBLIC = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const) {
  NOT_PUBLIC.addSubnet(network, prefix, "ipv4");
}
/** Of IPv6 only global unicast is public, and of that not what carries another address inside. */
const GLOBAL = new BlockList();
GLOBAL.addSubnet("2000::", 3, "ipv6");
for (const [network, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const) {
  NOT_PUBLIC.addSubnet(network, prefix, "ipv6");
}

/** Whether an IP address belongs to the public internet. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !NOT_PUBLIC.check(address, "ipv4");
  return family === 6 && GLOBAL.check(address, "ipv6") && !NOT_PUBLIC.check(address, "ipv6");
}
