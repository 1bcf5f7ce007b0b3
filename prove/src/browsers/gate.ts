// What stands between the browsers and head office, on the one address they know.
//
//   browser --- gate --- head office      every page gets one more script: the associate
//                |
//                +-- /witness             what an associate saw; answered with head office dead, too
//
// `release` makes the next version of the app: another service worker, whose pages all have new revisions.

import http from "node:http";
import type { AddressInfo } from "node:net";
import { workTheFloor } from "./associate.ts";

export type Gate = {
  readonly url: string;
  /** Everything an associate said, oldest first. */
  readonly saw: readonly string[];
  /** Resolves once somebody says `words`, from now on; false after `patienceMs`. */
  readonly hears: (words: string, patienceMs: number) => Promise<boolean>;
  readonly release: () => void;
  readonly close: () => Promise<void>;
};

const SCRIPT = '<script src="/associate.js" defer></script></head>';

export async function openGate(headOffice: URL): Promise<Gate> {
  const saw: string[] = [];
  const listeners = new Set<(words: string) => void>();
  let version = 0;

  const server = http.createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://gate");
    if (pathname === "/witness") {
      const words = searchParams.get("saw") ?? "";
      saw.push(words);
      for (const listener of listeners) listener(words);
      response.writeHead(204).end();
      return;
    }
    if (pathname === "/associate.js") {
      response.writeHead(200, { "content-type": "text/javascript", "cache-control": "no-store" }).end(`(${workTheFloor})();`);
      return;
    }
    const { "accept-encoding": _, ...headers } = request.headers;
    const { hostname, port } = headOffice;
    const onward = http.request({ hostname, port, path: request.url, method: request.method, headers }, (answer) => {
      const type = answer.headers["content-type"] ?? "";
      const change = pathname === "/sw.js" ? nextVersion(version) : type.startsWith("text/html") ? withAssociate : undefined;
      if (!change) {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        return;
      }
      const { "content-length": __, etag: ___, ...rest } = answer.headers;
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        response.writeHead(answer.statusCode ?? 502, rest).end(change(Buffer.concat(chunks).toString()));
      });
    });
    // A head office that is not there is no answer, not a bad one.
    onward.on("error", () => response.destroy());
    response.on("close", () => onward.destroy());
    request.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  // A TCP server that listens has an address of this form; only a pipe has a string.
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://localhost:${port}`,
    saw,
    hears: (words, patienceMs) =>
      new Promise((resolve) => {
        const end = (isHeard: boolean) => {
          clearTimeout(late);
          listeners.delete(listen);
          resolve(isHeard);
        };
        const listen = (said: string) => {
          if (said === words) end(true);
        };
        const late = setTimeout(() => end(false), patienceMs);
        listeners.add(listen);
      }),
    release: () => {
      version += 1;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function withAssociate(page: string): string {
  return page.replace("</head>", SCRIPT);
}

/** The service worker of a later version: every page in its list has another revision, so it fetches them all again. */
function nextVersion(version: number): (worker: string) => string {
  if (version === 0) return (worker) => worker;
  const revision = String(version).padStart(32, "0");
  return (worker) => worker.replace(/"revision":"[0-9a-f]{32}"(?=,"url":"[^"]+\.html")/g, `"revision":"${revision}"`);
}
