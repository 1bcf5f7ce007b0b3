import { createHash } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { contentSecurityPolicy, IMAGE_HOSTS, NO_PAGE_POLICY, WORKER_POLICY } from "./security-headers.ts";

/** A file of the app: its type, how long it may be kept, and how it is served now. */
export type StaticFile = {
  readonly type: string;
  readonly cacheControl: string;
  /** With product photos of these hosts allowed. */
  readonly servedWith: (imageHosts: readonly string[]) => ServedFile;
};

export type ServedFile = {
  readonly body: Buffer;
  readonly etag: string;
  readonly contentSecurityPolicy: string;
  /** The body in an encoding the client takes; made once, on first asking. */
  readonly encoded: (acceptEncoding: string) => Promise<{ body: Buffer; encoding: "br" | "gzip" | null }>;
};

export type StaticFiles = {
  /** The file for a URL path: `/find` is `find.html`. Null where there is none. */
  readonly find: (urlPath: string) => StaticFile | null;
};

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};
const COMPRESSIBLE = /^(text\/|application\/(json|manifest|wasm)|image\/svg)/;
const MIN_COMPRESS_BYTES = 1024;

/** Reads the exported app into memory: a few megabytes, answered without touching the disk again. */
export async function readStaticFiles(folder: string): Promise<StaticFiles> {
  const files = new Map<string, StaticFile>();
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const url = `/${path.relative(folder, file).split(path.sep).join("/")}`;
    files.set(url, createStaticFile(url, await fs.readFile(file)));
  }
  return {
    find: (urlPath) =>
      files.get(urlPath) ??
      files.get(`${urlPath.replace(/\/$/, "")}.html`) ??
      files.get(`${urlPath.replace(/\/$/, "")}/index.html`) ??
      null,
  };
}

function createStaticFile(url: string, body: Buffer): StaticFile {
  const type = TYPES[path.extname(url)] ?? "application/octet-stream";
  const isPage = type.startsWith("text/html");
  const isWorker = url === WORKER;
  const policy = isPage ? contentSecurityPolicy(body.toString("utf8")) : isWorker ? WORKER_POLICY : NO_PAGE_POLICY;
  const plain = createServed(body, { type, policy: policy.replace(` ${IMAGE_HOSTS}`, ""), mark: "" });
  let last: { readonly hosts: string; readonly served: ServedFile } = { hosts: "", served: plain };
  return {
    type,
    cacheControl: cacheControlOf(url, isPage),
    servedWith: (imageHosts) => {
      if (!isPage && !isWorker) return plain;
      const hosts = imageHosts.map((host) => `https://${host}`).join(" ");
      if (hosts === "") return plain;
      if (last.hosts === hosts) return last.served;
      const mark = hashOf(Buffer.from(hosts)).slice(0, 8);
      const bytes = isWorker ? Buffer.from(markPages(body.toString("utf8"), mark)) : body;
      last = { hosts, served: createServed(bytes, { type, policy: policy.replace(IMAGE_HOSTS, hosts), mark }) };
      return last.served;
    },
  };
}

const WORKER = "/sw.js";

/**
 * A phone keeps each page with the headers it came with, and fetches it again only under a new revision. So where the hosts of
 * photos change, every page gets one, and phones are offered it as an update.
 */
function markPages(worker: string, mark: string): string {
  return worker.replaceAll(/("revision":"[0-9a-f]{32})(","url":"[^"]+\.html")/g, `$1-${mark}$2`);
}

function createServed(
  body: Buffer,
  { type, policy, mark }: { readonly type: string; readonly policy: string; readonly mark: string },
): ServedFile {
  const compressible = COMPRESSIBLE.test(type) && body.length >= MIN_COMPRESS_BYTES;
  let br: Promise<Buffer> | null = null;
  let gz: Promise<Buffer> | null = null;
  return {
    body,
    etag: `"${hashOf(body).slice(0, 27)}${mark && `-${mark}`}"`,
    contentSecurityPolicy: policy,
    encoded: async (acceptEncoding) => {
      if (compressible && /\bbr\b/.test(acceptEncoding)) {
        br ??= promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } });
        return { body: await br, encoding: "br" };
      }
      if (compressible && /\bgzip\b/.test(acceptEncoding)) {
        gz ??= promisify(gzip)(body);
        return { body: await gz, encoding: "gzip" };
      }
      return { body, encoding: null };
    },
  };
}

function hashOf(body: Buffer): string {
  return createHash("sha256").update(body).digest("base64url");
}

/** Files named by their own hash are kept for ever; the service worker and pages are asked for again each time. */
function cacheControlOf(url: string, isPage: boolean): string {
  if (url.startsWith("/_next/static/")) return "public, max-age=31536000, immutable";
  if (url === WORKER || isPage) return "no-cache";
  return "public, max-age=0, must-revalidate";
}
