import { type Result, refuse } from "../result.ts";
import { type ElementsRefusal, type GtinElements, gtinOfElements, isApplicationIdentifier } from "./barcode-elements.ts";

// GS1 Digital Link standard, URI syntax, section 4: what a link may be about ...
const PRIMARY_KEYS: ReadonlySet<string> = new Set(
  "00 01 253 255 401 402 414 415 417 8003 8004 8006 8010 8013 8017 8018".split(" "),
);

// ... and what may refine an item in the path, in this order: variant, lot, serial; or a third party's serial alone.
const ITEM_QUALIFIERS = /^\/01\/[^/]+(\/22\/[^/]+)?(\/10\/[^/]+)?(\/21\/[^/]+)?$|^\/01\/[^/]+\/235\/[^/]+$/;

// RFC 3986: every character of a URI, and a host by name, IPv4 or bracketed IPv6, with an optional port.
const URI = /^https?:\/\/(?<host>[^/?#]*)(?<path>\/[^?#]*)(?:\?(?<query>[^#]*))?(?:#.*)?$/i;
const URI_CHARACTERS = /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+$/;
const HOST = /^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d+)?$/;

/**
 * Reads an uncompressed GS1 Digital Link of any host and path prefix: `https://id.gs1.org/01/09521234543213/10/LOT7?17=270131`.
 * The number in the path may lack its leading zeros. `malformed` also means: a web address, but not a Digital Link.
 */
export function readDigitalLink(uri: string): Result<GtinElements, ElementsRefusal> {
  const { host = "", path = "", query = "" } = URI.exec(uri)?.groups ?? {};
  if (!HOST.test(host) || !URI_CHARACTERS.test(uri)) return refuse("malformed");

  const inPath = pathElements(path);
  if (inPath === undefined) return refuse("malformed");
  const inQuery = query
    .split(/[&;]/)
    .map((part): [string, string | undefined] => {
      const equals = part.indexOf("=");
      return equals === -1 ? [part, undefined] : [part.slice(0, equals), part.slice(equals + 1)];
    })
    .filter((pair): pair is [string, string] => pair[1] !== undefined && isApplicationIdentifier(pair[0]));

  const encoded = [...inPath, ...inQuery];
  if (new Set(encoded.map(([ai]) => ai)).size < encoded.length) return refuse("malformed");
  const pairs: [string, string][] = [];
  for (const [ai, value] of encoded) {
    const decoded = percentDecoded(value);
    if (decoded === undefined) return refuse("malformed");
    pairs.push([ai, decoded]);
  }
  return gtinOfElements(pairs);
}

/** The key and its qualifiers: the shortest run of pairs at the path's end that starts with something a link may be about. */
function pathElements(path: string): [string, string][] | undefined {
  const segments = path.slice(1).split("/");
  for (let start = segments.length - 2; start >= 0; start -= 2) {
    const key = segments[start] ?? "";
    const tail = segments.slice(start);
    if (!PRIMARY_KEYS.has(key)) continue;
    if (key === "01" && !ITEM_QUALIFIERS.test(`/${tail.join("/")}`)) continue;
    const pairs: [string, string][] = [];
    for (let at = 0; at < tail.length; at += 2) pairs.push([tail[at] ?? "", tail[at + 1] ?? ""]);
    if (key === "01") pairs[0] = ["01", withLeadingZeros(tail[1] ?? "")];
    return pairs;
  }
  return undefined;
}

function withLeadingZeros(digits: string): string {
  return /^(\d{8}|\d{12,13})$/.test(digits) ? digits.padStart(14, "0") : digits;
}

function percentDecoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    // A lone or cut `%`: the code was misread or never was a URI.
    return undefined;
  }
}
