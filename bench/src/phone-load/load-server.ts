import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { LoadFigures, LoadReport, LoadRun } from "./load-run.ts";
import type { ScaleSnapshot } from "./scale-snapshot.ts";

const APP = join(import.meta.dirname, "../../../apps/associate/src");
const PATIENCE_MS = 120_000;
const HTML = '<!doctype html><meta charset="utf-8"><title>Phone load</title><script type="module" src="/page.js"></script>';

export type LoadServer = {
  readonly origin: string;
  /** Has the open page measure something, each time in a freshly loaded document; rejects with the page's own fault. */
  readonly measure: (run: LoadRun) => Promise<LoadFigures>;
  readonly close: () => void;
};

/**
 * Serves the snapshot as head office does and steers one browser page, which asks `/next` where to go and posts what it
 * measured: nothing of a browser is needed but that it opens `origin`.
 */
export async function startLoadServer(snapshot: ScaleSnapshot): Promise<LoadServer> {
  const script = await bundlePage();
  const manifest = JSON.stringify(snapshot.manifest);
  let asking = Promise.withResolvers<(address: string) => void>();
  let settle: ((report: LoadReport) => void) | undefined;

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://host");
    const body = snapshot.bodies.get(pathname.split("/").at(-1) ?? "");
    if (body) {
      const caching = { "cache-control": "public, max-age=31536000, immutable" };
      const headers = {
        ...caching,
        "content-type": "application/json",
        "content-encoding": "gzip",
        "content-length": body.length,
      };
      response.writeHead(200, headers).end(body);
    } else if (pathname.endsWith("/manifest.json")) {
      response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" }).end(manifest);
    } else if (pathname === "/page.js") {
      response.writeHead(200, { "content-type": "text/javascript" }).end(script);
    } else if (pathname === "/next") {
      // The page waits here until there is something to do.
      asking.resolve((address) => response.end(address));
    } else if (pathname === "/report") {
      // Boundary: our own page wrote it.
      settle?.(JSON.parse(await readText(request)) as LoadReport);
      response.end();
    } else {
      response.writeHead(200, { "content-type": "text/html" }).end(HTML);
    }
  });
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  // A TCP server that listens has an address of this form; only a pipe has a string.
  const { port } = server.address() as AddressInfo;

  return {
    origin: `http://127.0.0.1:${port}/`,
    measure: async (run) => {
      const told = Promise.withResolvers<LoadReport>();
      settle = told.resolve;
      const timer = setTimeout(
        () => told.reject(new Error(`${run.way}: the page did not report within ${PATIENCE_MS} ms`)),
        PATIENCE_MS,
      );
      const next = `/?run=${encodeURIComponent(JSON.stringify(run))}`;
      void asking.promise.then((sendTo) => {
        asking = Promise.withResolvers();
        sendTo(next);
      });
      const report = await told.promise.finally(() => clearTimeout(timer));
      if ("fault" in report) throw new Error(`${run.way}: ${report.fault}`);
      return report.figures;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The page's script: the bench's own part, and the source files of the app that it measures. */
async function bundlePage(): Promise<string> {
  const contents = `
    import { createCatalogue } from "./catalogue/catalogue.ts";
    import { loadCatalogue } from "./catalogue/catalogue-loader.ts";
    import { createFreshParts } from "./catalogue/fresh-parts.ts";
    import { createItemSearch, takeInSlices } from "./catalogue/item-search.ts";
    import { createStockBook } from "./catalogue/stock-book.ts";
    import { AisleDatabase } from "./phone-db/database.ts";
    import { createDexieStorage } from "./phone-db/dexie-storage.ts";
    import { openDoor } from "./phone-db/with-database.ts";
    import { createHttpBroadcast } from "./sync/http-broadcast.ts";
    import { pageAlarm } from "./sync/timers.ts";
    import { runPage } from ${JSON.stringify(fileURLToPath(import.meta.resolve("./page/run-page.ts")))};
    const memory = { createCatalogue, createFreshParts, createStockBook, loadCatalogue, createItemSearch, takeInSlices };
    const keys = { keyOf: () => null, isFollowed: () => true };
    await runPage({ ...memory, AisleDatabase, openDoor, createDexieStorage: (door) => createDexieStorage(door, keys), createHttpBroadcast, pageAlarm });`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: APP, loader: "js" },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
