import type { ServerResponse } from "node:http";

/** Tells open phones that something of theirs moved, without saying what: they then ask. Lossy by design; the poll is the guarantee. */
export type Wake = {
  /** Keeps `response` open as an event stream for these feeds until it closes. */
  readonly listen: (
    response: ServerResponse,
    listener: { readonly deviceId: string; readonly feeds: ReadonlySet<string> },
  ) => void;
  readonly poke: (feeds: readonly string[], deviceId: string) => void;
  readonly close: () => void;
  readonly listeners: () => number;
};

const COALESCE_MS = 150;
const PING_MS = 20_000;

export function createWake(): Wake {
  const open = new Map<ServerResponse, { deviceId: string; feeds: ReadonlySet<string> }>();
  let moved = new Map<string, string>();
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;
  const flush = () => {
    timer = null;
    const now = moved;
    moved = new Map();
    for (const [response, { deviceId, feeds }] of open) {
      const isNews = [...now].some(([feed, by]) => by !== deviceId && feeds.has(feed));
      if (isNews) response.write("event: moved\ndata:\n\n");
    }
  };
  const ping = setInterval(() => {
    for (const response of open.keys()) response.write(": still here\n\n");
  }, PING_MS);
  ping.unref();
  return {
    listen: (response, listener) => {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" });
      if (isClosed) {
        response.end();
        return;
      }
      // It may have hung up while its session was read: then its "close" has been, and would never take it out again.
      if (response.destroyed) return;
      response.write(": hello\n\n");
      open.set(response, listener);
      response.on("close", () => open.delete(response));
    },
    poke: (feeds, deviceId) => {
      for (const feed of feeds) moved.set(feed, moved.has(feed) && moved.get(feed) !== deviceId ? "" : deviceId);
      if (feeds.length > 0) timer ??= setTimeout(flush, COALESCE_MS);
    },
    close: () => {
      isClosed = true;
      clearInterval(ping);
      if (timer) clearTimeout(timer);
      for (const response of open.keys()) response.end();
      open.clear();
    },
    listeners: () => open.size,
  };
}
