import type http from "node:http";
import type { AddressInfo } from "node:net";
import { type App, createApp } from "./app.ts";
import type { ErasureLedger } from "./customers/erasure-ledger.ts";
import type { Logger } from "./logger.ts";
import type { Secrets } from "./secrets.ts";
import type { ProofSettings } from "./sessions/proof-settings.ts";
import type { ExchangeDeps } from "./sync/exchange.ts";
import { createHttpServer } from "./web/http.ts";
import type { RateLimits } from "./web/rate-limit.ts";
import { readStaticFiles } from "./web/static-files.ts";

export type RunningServer = {
  readonly url: string;
  readonly port: number;
  readonly app: App;
  /** Takes no more, finishes what it took, closes the database. */
  readonly stop: () => Promise<void>;
};

/** What was taken whole is answered long before. What then is still half-way is somebody slow, or gone without a word. */
const STOP_GRACE_MS = 10_000;

/** Thrown when the port is somebody else's. */
export class PortInUse extends Error {
  override readonly name = "PortInUse";
}

/** Starts head office on a migrated database. `appFolder` is the exported app, or null for the API alone. */
export async function startServer(options: {
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
  readonly appFolder: string | null;
  readonly logger: Logger;
  readonly secrets: Secrets;
  readonly proof: ProofSettings;
  readonly now?: () => number;
  readonly connections?: number;
  readonly overrides?: Partial<ExchangeDeps>;
  readonly ledger?: ErasureLedger;
  readonly retentionMonths?: number | null;
  readonly withoutPermissionChecks?: boolean;
  /** Opens metrics and readiness to other machines; left out: to none. */
  readonly watchToken?: string | null;
  /** Hosts of product photos; left out: those the catalogue names. */
  readonly imageHosts?: readonly string[] | null;
  /** Whether a proxy of ours is in front; left out: no. */
  readonly trustsProxy?: boolean;
  /** Whether somebody on this machine may add a phone without a manager; left out: no. */
  readonly isDemo?: boolean;
  /** How often anybody may ask; left out: as `RATE_LIMITS` says. */
  readonly rateLimits?: RateLimits;
  readonly stopGraceMs?: number;
}): Promise<RunningServer> {
  const files = options.appFolder === null ? null : await readStaticFiles(options.appFolder);
  const app = await createApp(options);
  const server = createHttpServer(app, {
    files,
    watchToken: options.watchToken ?? null,
    imageHosts: options.imageHosts ?? null,
    trustsProxy: options.trustsProxy ?? false,
    ...(options.rateLimits ? { rateLimits: options.rateLimits } : {}),
  });
  const port = await listen(server, options.port, options.host).catch(async (fault) => {
    await app.close();
    throw fault;
  });
  return {
    url: `http://${options.host === "0.0.0.0" || options.host === "127.0.0.1" ? "localhost" : options.host}:${port}`,
    port,
    app,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      app.wake.close();
      // A connection kept alive outlives its last answer; each is closed as it falls idle.
      const sweep = setInterval(() => server.closeIdleConnections(), 20);
      // Node's own limits for slow requests end with close(): without this, half a request would hold up the stop for ever.
      const last = setTimeout(() => server.closeAllConnections(), options.stopGraceMs ?? STOP_GRACE_MS);
      await closed.finally(() => {
        clearInterval(sweep);
        clearTimeout(last);
      });
      await app.close();
    },
  };
}

function listen(server: http.Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (fault: NodeJS.ErrnoException) => {
      reject(fault.code === "EADDRINUSE" ? new PortInUse(`port ${port} is in use`, { cause: fault }) : fault);
    });
    server.listen(port, host, () => {
      // Boundary: a TCP server's address is always an AddressInfo.
      resolve((server.address() as AddressInfo).port);
    });
  });
}
