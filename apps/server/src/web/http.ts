import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { DOOR, OFFICE } from "@aisle/db";
import { PROOF_HEADER } from "@aisle/protocol";
import { TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { App } from "../app.ts";
import type { PhoneCheck } from "../phones/phone-proof.ts";
import { appRouter } from "../router.ts";
import { countingCookies, sessionCookie } from "../sessions/session-cookie.ts";
import { type LiveSession, readSession } from "../sessions/session-reader.ts";
import { feedsOf } from "../sync/scope.ts";
import { provenPhone, type RequestContext, sessionOn } from "../trpc.ts";
import { apiErrorOf, errorBody, incidentOf } from "./api-error.ts";
import { clientAddress } from "./client-address.ts";
import { MAX_REPORT_BYTES, readReport } from "./csp-report.ts";
import { isReading, readBody, refuseApiRequest, tooLarge } from "./edge.ts";
import { createImageHosts } from "./image-hosts.ts";
import { isFromThisMachine, mayWatch } from "./operations-door.ts";
import { originOf } from "./origin.ts";
import { createPace, type Pace, TooOften } from "./pace.ts";
import { RATE_LIMITS, type RateLimits } from "./rate-limit.ts";
import { NO_PAGE_POLICY, REPORT_PATH, SECURITY_HEADERS, STRICT_TRANSPORT } from "./security-headers.ts";
import type { StaticFile, StaticFiles } from "./static-files.ts";

type Answer = {
  readonly status: number;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string | Buffer | null;
};

const API_ROUTES = new Set(Object.keys(appRouter._def.procedures).map((name) => `/trpc/${name}`));

const JSON_TYPE = { "content-type": "application/json", "cache-control": "no-store" };

const MAX_CONNECTIONS = 10_000;
/** Longer than a proxy keeps its own connections, so that it never sends into one that is just being closed. */
const KEEP_ALIVE_MS = 65_000;
const POKES_PER_PHONE = 2;

export type WebOptions = {
  /** The exported app, or null for the API alone. */
  readonly files: StaticFiles | null;
  /** Opens metrics and readiness to other machines; null: to none. */
  readonly watchToken: string | null;
  readonly patience?: Patience;
  /** How often one address, phone or person may ask. */
  readonly rateLimits?: RateLimits;
  /** Whether a proxy of ours is in front, whose word on addresses counts; left out: no. */
  readonly trustsProxy?: boolean;
  /** Hosts of product photos; left out: those the catalogue names. */
  readonly imageHosts?: readonly string[] | null;
};

/** How long a stranger may take over a request: one that is slow on purpose holds little, and not for long. */
export type Patience = { readonly headersMs: number; readonly requestMs: number; readonly checkEveryMs: number };

const PATIENCE: Patience = { headersMs: 10_000, requestMs: 30_000, checkEveryMs: 2_000 };

type Web = Omit<WebOptions, "imageHosts"> & {
  readonly app: App;
  readonly pokes: Map<string, ServerResponse[]>;
  readonly pace: Pace;
  readonly imageHosts: () => Promise<readonly string[]>;
};

/** One origin for everything: the app's files, the API, the broadcast lane, pokes, and what a load balancer asks. */
export function createHttpServer(app: App, options: WebOptions): http.Server {
  const pace = createPace({
    limits: options.rateLimits ?? RATE_LIMITS,
    now: app.now,
    trustsProxy: options.trustsProxy ?? false,
    onRefused: app.events.askedTooOften,
  });
  const imageHosts = createImageHosts({ database: app.database.as(OFFICE), now: app.now, given: options.imageHosts ?? null });
  const web: Web = { ...options, app, pokes: new Map(), pace, imageHosts };
  const { headersMs, requestMs, checkEveryMs } = options.patience ?? PATIENCE;
  const limits = {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: checkEveryMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
  };
  const server = http.createServer(limits, (request, response) => {
    void respond(web, request, response);
  });
  server.maxConnections = MAX_CONNECTIONS;
  return server;
}

/** Answers, counts, and turns a throw into an incident number. Never throws itself. */
async function respond(web: Web, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { events } = web.app;
  const started = performance.now();
  const path = routeOf(pathOf(request));
  // A connection that breaks while it is written to says so here; unheard, it would end the process.
  response.on("error", () => undefined);
  const ready = await answer(web, request, response).catch((fault: unknown): Answer => {
    const error = new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: fault });
    events.requestFaulted(fault, incidentOf(error), path);
    return apiRefusal(error);
  });
  if (ready) send(response, request, ready);
  const ms = Math.round(performance.now() - started);
  events.requestAnswered({ method: request.method ?? "", path, status: ready?.status ?? 200, ms });
}

/** Null when the response stays open as a stream. */
async function answer(web: Web, request: IncomingMessage, response: ServerResponse): Promise<Answer | null> {
  const { app, files } = web;
  const pathname = pathOf(request);
  if (pathname === "/healthz" && isReading(request)) return { status: 200, body: "ok" };
  const tooOften = web.pace.ofAddress(request);
  if (tooOften) return apiRefusal(tooOften);
  if (pathname.startsWith("/trpc/")) return answerApi(web, request);
  if (pathname === REPORT_PATH && request.method === "POST") return takeReport(app, request);
  if (!isReading(request)) return { status: 405, headers: { allow: "GET, HEAD" } };
  if (pathname.startsWith("/snap/")) return answerBroadcast(web, request, pathname);
  if (pathname === "/poke") return openPoke(web, request, response);
  if (pathname === "/readyz" || pathname === "/metrics") {
    if (!mayWatch(request, web.watchToken))
      return { status: 403, body: "For this machine, or with the token: docs/operations.md" };
    return pathname === "/readyz" ? answerReady(app) : answerMetrics(app);
  }
  const file = files?.find(decodePath(pathname));
  const missing = file ? null : files?.find("/404");
  const found = file ?? missing;
  if (!found) return { status: 404, body: "Nothing here" };
  return answerFile(request, { file: found, status: file ? 200 : 404, hosts: await web.imageHosts() });
}

/** Counted, never kept: see `csp-report.ts`. */
async function takeReport(app: App, request: IncomingMessage): Promise<Answer> {
  if (Number(request.headers["content-length"] ?? 0) > MAX_REPORT_BYTES) return apiRefusal(tooLarge());
  const body = await readBody(request);
  const directive = body.kind === "whole" ? readReport(body.bytes) : null;
  if (directive === null) return apiRefusal(new TRPCError({ code: "BAD_REQUEST", message: "no report of a page's policy" }));
  app.events.policyBroken(directive);
  return { status: 204, headers: { "cache-control": "no-store" } };
}

async function answerMetrics(app: App): Promise<Answer> {
  const { registry } = app.events.metrics;
  return { status: 200, headers: { "content-type": registry.contentType }, body: await registry.metrics() };
}

async function answerApi(web: Web, request: IncomingMessage): Promise<Answer> {
  const { app } = web;
  const refused = refuseApiRequest(request);
  if (refused) return apiRefusal(refused);
  const body = await readBody(request);
  if (body.kind === "too-large") return apiRefusal(tooLarge());
  if (body.kind !== "whole") return { status: HUNG_UP };
  const { method = "GET", url = "" } = request;
  const cookies: string[] = [];
  const reply = await fetchRequestHandler({
    endpoint: "/trpc",
    router: appRouter,
    allowBatching: false,
    maxBatchSize: 1,
    req: new Request(`http://host${url}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(method === "POST" ? { body: body.bytes } : {}),
    }),
    createContext: () => ({
      app,
      ...whoAsks(web, request, body.bytes),
      origin: originOf(request, app.proof.origin),
      setSession: (token) => cookies.push(sessionCookie(token, { isHttps: isHttps(request) })),
      address: clientAddress(request, web.trustsProxy ?? false) ?? THIS_MACHINE,
      isThisMachine: isFromThisMachine(request),
    }),
    onError: ({ error, path }) => {
      if (error.code === "INTERNAL_SERVER_ERROR") app.events.requestFaulted(error.cause ?? error, incidentOf(error), path ?? "");
    },
  });
  return {
    status: reply.status,
    headers: { ...JSON_TYPE, ...(cookies.length > 0 ? { "set-cookie": cookies } : {}) },
    body: Buffer.from(await reply.arrayBuffer()),
  };
}

const THIS_MACHINE = "this machine";

/**
 * The phone that signed a request, over the bytes as they came, and the session of its cookie; each looked up once. Throws for one
 * who asks too often: known by now, so that nobody else's turns are used up.
 */
function whoAsks({ app, pace }: Web, request: IncomingMessage, body: Buffer): Pick<RequestContext, "checkPhone" | "readSession"> {
  const proof = request.headers[PROOF_HEADER];
  const signed = {
    proof: proof === undefined ? proof : String(proof),
    method: request.method ?? "",
    path: request.url ?? "",
    body,
  };
  const paced = <Asker>(asker: Asker, tooOften: TRPCError | null): Asker => {
    if (tooOften) throw tooOften;
    return asker;
  };
  let phone: Promise<PhoneCheck> | null = null;
  let session: Promise<LiveSession | null> | null = null;
  return {
    checkPhone: () =>
      (phone ??= app
        .checkPhone(signed)
        .then((check) => paced(check, "phone" in check ? pace.ofPhone(check.phone.deviceId) : null))),
    readSession: () =>
      (session ??= sessionOf(app, request).then((found) => paced(found, found && pace.ofPerson(found.associateId)))),
  };
}

function sessionOf(app: App, request: IncomingMessage): Promise<LiveSession | null> {
  return readSession(app.database, countingCookies(request.headers.cookie, { isHttps: isHttps(request) }), app.now());
}

/** Nobody is there to read it; a log line and a metric have it. As nginx counts it. */
const HUNG_UP = 499;

function apiRefusal(error: TRPCError): Answer {
  const refusal = apiErrorOf(error);
  const { httpStatus: status } = refusal.data;
  const headers: Record<string, string> = { ...JSON_TYPE };
  if (status === 405) headers["allow"] = "GET, POST";
  if (status === 413) headers["connection"] = "close";
  if (status === 503) headers["retry-after"] = "2";
  if (error.cause instanceof TooOften) headers["retry-after"] = String(Math.ceil(error.cause.afterMs / 1000));
  return { status, headers, body: errorBody(refusal) };
}

/** As the proxy in front says. Somebody who only pretends gets a cookie that their own browser keeps back. */
function isHttps(request: IncomingMessage): boolean {
  const [nearestTheBrowser = ""] = String(request.headers["x-forwarded-proto"] ?? "").split(",");
  return nearestTheBrowser.trim() === "https";
}

async function answerBroadcast(web: Web, request: IncomingMessage, pathname: string): Promise<Answer> {
  if (pathname === "/snap/manifest.json") {
    const refused = await refuseStranger(web, request);
    if (refused) return apiRefusal(refused);
    return { status: 200, headers: JSON_TYPE, body: JSON.stringify(await web.app.broadcast.manifest()) };
  }
  const body = await web.app.broadcast.part(pathname.slice("/snap/".length));
  if (!body) return { status: 404, headers: JSON_TYPE, body: "{}" };
  const headers = {
    "content-type": "application/json",
    "content-encoding": "gzip",
    "cache-control": "public, max-age=31536000, immutable",
  };
  return { status: 200, headers, body };
}

/** What somebody is told who is not signed in on a phone of this chain; null for those who are. */
async function refuseStranger(web: Web, request: IncomingMessage): Promise<TRPCError | null> {
  const asks = whoAsks(web, request, Buffer.alloc(0));
  try {
    const session = await sessionOn(await provenPhone(asks), { ...asks, app: web.app });
    return session ? null : new TRPCError({ code: "UNAUTHORIZED" });
  } catch (fault) {
    if (fault instanceof TRPCError) return fault;
    throw fault;
  }
}

/** By the cookie alone: a browser opens a stream without headers of ours, and it says nothing but which feeds moved. */
async function openPoke({ app, pokes }: Web, request: IncomingMessage, response: ServerResponse): Promise<Answer | null> {
  const session = await sessionOf(app, request);
  if (!session) return apiRefusal(new TRPCError({ code: "UNAUTHORIZED" }));
  const { deviceId } = session;
  const feeds = new Set([...feedsOf(session, await app.locations()), "catalogue"]);
  if (response.destroyed) return null;
  app.wake.listen(response, { deviceId, feeds });
  // Two tabs may listen. A third connection is one that an iPhone dropped without a word, or somebody piling them up.
  const open = [...(pokes.get(deviceId) ?? []), response];
  for (const oldest of open.splice(0, open.length - POKES_PER_PHONE)) oldest.end();
  pokes.set(deviceId, open);
  response.on("close", () => {
    const left = (pokes.get(deviceId) ?? []).filter((each) => each !== response);
    if (left.length > 0) pokes.set(deviceId, left);
    else pokes.delete(deviceId);
  });
  return null;
}

async function answerReady(app: App): Promise<Answer> {
  try {
    await app.database.as(DOOR).query("select 1");
    return { status: 200, body: "ready" };
  } catch {
    return { status: 503, body: "the database does not answer" };
  }
}

async function answerFile(
  request: IncomingMessage,
  { file, status, hosts }: { readonly file: StaticFile; readonly status: number; readonly hosts: readonly string[] },
): Promise<Answer> {
  const served = file.servedWith(hosts);
  const headers: Record<string, string> = {
    etag: served.etag,
    "cache-control": file.cacheControl,
    vary: "accept-encoding",
    "content-type": file.type,
    "content-security-policy": served.contentSecurityPolicy,
  };
  if (status === 200 && request.headers["if-none-match"] === served.etag) return { status: 304, headers };
  const { body, encoding } = await served.encoded(String(request.headers["accept-encoding"] ?? ""));
  if (encoding) headers["content-encoding"] = encoding;
  return { status, headers, body };
}

function send(response: ServerResponse, request: IncomingMessage, { status, headers, body }: Answer): void {
  if (response.headersSent) return;
  const bytes = body ?? "";
  response.writeHead(status, {
    ...SECURITY_HEADERS,
    "content-security-policy": NO_PAGE_POLICY,
    "cache-control": "no-store",
    ...(isHttps(request) ? { "strict-transport-security": STRICT_TRANSPORT } : {}),
    ...headers,
    ...(status === 304 ? {} : { "content-length": Buffer.byteLength(bytes) }),
  });
  response.end(request.method === "HEAD" || status === 304 ? undefined : bytes);
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
  return ["/healthz", "/readyz", "/metrics", "/poke", REPORT_PATH].includes(pathname) ? pathname : "/app";
}

function decodePath(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
