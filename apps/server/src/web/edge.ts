// What is looked at before a request's body is read: a stranger's request costs next to nothing.

import type { IncomingMessage } from "node:http";
import { MAX_BODY_BYTES } from "@aisle/protocol";
import { TRPCError } from "@trpc/server";

const READING = ["GET", "HEAD"];
/** The longest honest question is a SKU or two. */
const MAX_URL = 4096;

/** True when the method only reads: all that files, parts, pokes and probes answer. */
export function isReading(request: IncomingMessage): boolean {
  return READING.includes(request.method ?? "");
}

/** Why a request to the API is turned away at once, or null. */
export function refuseApiRequest({ method, headers, url = "" }: IncomingMessage): TRPCError | null {
  if (url.length > MAX_URL) return new TRPCError({ code: "BAD_REQUEST", message: `ask with at most ${MAX_URL} characters` });
  // A page of another site cannot set this header, nor send JSON, without asking first; we never say yes.
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    return new TRPCError({ code: "FORBIDDEN", message: "asked by another site's page" });
  }
  // Browsers from before that header say where a page comes from at least when it changes something.
  if (site === undefined && headers.origin !== undefined && !isOwnOrigin(headers)) {
    return new TRPCError({ code: "FORBIDDEN", message: "asked by another site's page" });
  }
  if (method !== "GET" && method !== "POST") {
    return new TRPCError({ code: "METHOD_NOT_SUPPORTED", message: "use GET to read and POST to change" });
  }
  if (method === "GET") return null;
  if (!isJson(headers["content-type"])) {
    return new TRPCError({ code: "UNSUPPORTED_MEDIA_TYPE", message: "send application/json in UTF-8" });
  }
  if (headers["content-encoding"] !== undefined && headers["content-encoding"] !== "identity") {
    return new TRPCError({ code: "UNSUPPORTED_MEDIA_TYPE", message: "send the body as it is, without an encoding" });
  }
  return Number(headers["content-length"] ?? 0) > MAX_BODY_BYTES ? tooLarge() : null;
}

export function tooLarge(): TRPCError {
  return new TRPCError({ code: "PAYLOAD_TOO_LARGE", message: `send at most ${MAX_BODY_BYTES} bytes` });
}

/** A proxy may ask us under another name, and then says which name it was asked under. */
function isOwnOrigin({ origin = "", host, "x-forwarded-host": forwarded }: IncomingMessage["headers"]): boolean {
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin).host;
  return from === host || from === forwarded;
}

function isJson(contentType: string | undefined): boolean {
  const [type, ...parameters] = (contentType ?? "").toLowerCase().split(";");
  return type?.trim() === "application/json" && parameters.every((each) => /^\s*(charset="?utf-8"?)?\s*$/.test(each));
}

/** A request's body, or why there is none. */
export type Body =
  | { readonly kind: "whole"; readonly bytes: Buffer }
  | { readonly kind: "too-large" }
  | { readonly kind: "hung-up" };

/** Reads a body up to the largest an honest phone sends. Never rejects: somebody who hangs up half-way is no fault of ours. */
export function readBody(request: IncomingMessage): Promise<Body> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY_BYTES) {
        chunks.push(chunk);
        return;
      }
      // The rest is read and dropped, so that the refusal can still be heard.
      chunks = [];
      resolve({ kind: "too-large" });
    });
    request.on("end", () => resolve({ kind: "whole", bytes: Buffer.concat(chunks) }));
    request.on("error", () => resolve({ kind: "hung-up" }));
    request.on("close", () => resolve({ kind: "hung-up" }));
  });
}
