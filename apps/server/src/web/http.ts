import { randomUUID } from "node:crypto";
import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { MAX_BODY_BYTES } from "@aisle/protocol";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { App } from "../app.ts";
import { appRouter } from "../router.ts";
import { readSession } from "../sessions/session-reader.ts";
import { feedsOf } from "../sync/scope.ts";
import { SECURITY_HEADERS } from "./security-headers.ts";
import type { StaticFile, StaticFiles } from "./static-files.ts";

type Answer = {
  readonly status: number;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string | Buffer | null;
};

const API_ROUTES = new Set(Object.keys(appRouter._def.procedures).map((name) => `/trpc/${name}`));

const JSON_TYPE = { "content-type": "application/json", "cache-control": "no-store" };

/** One origin for everything: the app's files, the API, the broadcast lane, pokes, and what a load balancer asks. */
export function createHttpServer(app: App, files: StaticFiles | null): http.Server {
  const server = http.createServer((request, response) => {
    void respond(app, files, request, response);
  });
  server.keepAliveTimeout = 65_000;
  server.headersTimeout = 20_000;
  server.requestTimeout = 30_000;
  return server;
}

/** Answers, counts, and turns a throw into an incident number. Never throws itself. */
async function respond(app: App, files: StaticFiles | null, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const started = performance.now();
  const path = routeOf(pathOf(request));
  const ready = await answer(app, files, request, response).catch((fault): Answer => {
    const incident = randomUUID().slice(0, 8);
    app.events.requestFaulted(fault, incident, path);
    return { status: 500, headers: JSON_TYPE, body: JSON.stringify({ incident }) };
  });
  if (ready) send(response, request, ready);
  const ms = Math.round(performance.now() - started);
  app.events.requestAnswered({ method: request.method ?? "", path, status: ready?.status ?? 200, ms });
}

/** Null when the response stays open as a stream. */
async function answer(
  app: App,
  files: StaticFiles | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Answer | null> {
  const pathname = pathOf(request);
  if (pathname.startsWith("/trpc/")) return answerApi(app, request);
  if (pathname.startsWith("/snap/")) return answerBroadcast(app, request, pathname);
  if (pathname === "/poke") return openPoke(app, request, response);
  if (pathname === "/healthz") return { status: 200, body: "ok" };
  if (pathname === "/readyz") return answerReady(app);
  if (pathname === "/metrics") {
    const { registry } = app.events.metrics;
    return { status: 200, headers: { "content-type": registry.contentType }, body: await registry.metrics() };
  }
  if (request.method !== "GET" && request.method !== "HEAD") return { status: 405, headers: { allow: "GET, HEAD" } };
  const file = files?.find(decodePath(pathname));
  if (file) return answerFile(request, file, 200);
  const missing = files?.find("/404");
  return missing ? answerFile(request, missing, 404) : { status: 404, body: "Nothing here" };
}

async function answerApi(app: App, request: IncomingMessage): Promise<Answer> {
  // A page of another site cannot set this header, nor send JSON, without asking first; we never say yes.
  const site = request.headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return { status: 403, headers: JSON_TYPE, body: "{}" };
  if (request.method === "POST" && !request.headers["content-type"]?.startsWith("application/json")) return { status: 415 };
  const body = await readBody(request);
  if (body === null) return { status: 413, headers: { ...JSON_TYPE, connection: "close" }, body: "{}" };
  const cookies: string[] = [];
  const reply = await fetchRequestHandler({
    endpoint: "/trpc",
    router: appRouter,
    allowBatching: false,
    req: new Request(`http://host${request.url}`, {
      method: request.method ?? "GET",
      headers: { "content-type": request.headers["content-type"] ?? "" },
      ...(request.method === "POST" ? { body } : {}),
    }),
    createContext: async () => ({
      app,
      session: await readSession(app.database, request.headers.cookie ?? null, app.now()),
      setCookie: (value) => cookies.push(value),
    }),
    onError: ({ error, path }) => {
      if (error.code === "INTERNAL_SERVER_ERROR")
        app.events.requestFaulted(error.cause ?? error, randomUUID().slice(0, 8), path ?? "");
    },
  });
  return {
    status: reply.status,
    headers: { ...JSON_TYPE, ...(cookies.length > 0 ? { "set-cookie": cookies } : {}) },
    body: Buffer.from(await reply.arrayBuffer()),
  };
}

async function answerBroadcast(app: App, request: IncomingMessage, pathname: string): Promise<Answer> {
  if (pathname === "/snap/manifest.json") {
    if (!(await readSession(app.database, request.headers.cookie ?? null, app.now())))
      return { status: 401, headers: JSON_TYPE, body: "{}" };
    return { status: 200, headers: JSON_TYPE, body: JSON.stringify(await app.broadcast.manifest()) };
  }
  const body = app.broadcast.part(pathname.slice("/snap/".length));
  if (!body) return { status: 404, headers: JSON_TYPE, body: "{}" };
  const headers = {
    "content-type": "application/json",
    "content-encoding": "gzip",
    "cache-control": "public, max-age=31536000, immutable",
  };
  return { status: 200, headers, body };
}

async function openPoke(app: App, request: IncomingMessage, response: ServerResponse): Promise<Answer | null> {
  const session = await readSession(app.database, request.headers.cookie ?? null, app.now());
  if (!session) return { status: 401, headers: JSON_TYPE, body: "{}" };
  const feeds = new Set([...feedsOf(session, await app.locations()), "catalogue"]);
  app.wake.listen(response, { deviceId: session.deviceId, feeds });
  return null;
}

async function answerReady(app: App): Promise<Answer> {
  try {
    await app.database.query("select 1");
    return { status: 200, body: "ready" };
  } catch {
    return { status: 503, body: "the database does not answer" };
  }
}

async function answerFile(request: IncomingMessage, file: StaticFile, status: number): Promise<Answer> {
  const headers: Record<string, string> = {
    etag: file.etag,
    "cache-control": file.cacheControl,
    vary: "accept-encoding",
    "content-type": file.type,
  };
  if (file.contentSecurityPolicy) headers["content-security-policy"] = file.contentSecurityPolicy;
  if (status === 200 && request.headers["if-none-match"] === file.etag) return { status: 304, headers };
  const { body, encoding } = await file.encoded(String(request.headers["accept-encoding"] ?? ""));
  if (encoding) headers["content-encoding"] = encoding;
  return { status, headers, body };
}

function send(response: ServerResponse, request: IncomingMessage, { status, headers, body }: Answer): void {
  if (response.headersSent) return;
  const bytes = body ?? "";
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    ...headers,
    ...(status === 304 ? {} : { "content-length": Buffer.byteLength(bytes) }),
  });
  response.end(request.method === "HEAD" || status === 304 ? undefined : bytes);
}

/** The body, or null when it is larger than any honest phone's. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The path as it was asked for. Not by `new URL`, which throws on some of what anybody may send, such as `//`. */
function pathOf(request: IncomingMessage): string {
  const [path = "/"] = (request.url ?? "/").split("?", 1);
  return path;
}

/** The route without what varies, for log lines and metrics: only routes there are, or anybody could make up new ones for ever. */
function routeOf(pathname: string): string {
  if (pathname.startsWith("/trpc/")) return API_ROUTES.has(pathname) ? pathname : "/trpc/";
  if (pathname.startsWith("/snap/")) return "/snap/";
  return ["/healthz", "/readyz", "/metrics", "/poke"].includes(pathname) ? pathname : "/app";
}

function decodePath(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
