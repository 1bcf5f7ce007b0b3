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

const COALESCE_MS = 50;
/** A phone that listens; `isDue`: something moved since it was last poked. */
type Listener = { readonly deviceId: string; readonly feeds: ReadonlySet<string>; isDue: boolean; pokedAt: number };

/**
 * Stock of a warehouse moves with every booking of the chain and every phone follows it: so much pause lies between two pokes
 * of one phone for stock alone. What concerns its own store or person is told at once.
 */
const STOCK_EVERY_MS = 2_000;
const PING_MS = 20_000;

export function createWake(): Wake {
  const open = new Map<ServerResponse, Listener>();
  let moved = new Map<string, string>();
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;
  const flush = () => {
    timer = null;
    const now = moved;
    moved = new Map();
    for (const [response, phone] of open) {
      const news = [...now].filter(([feed, by]) => by !== phone.deviceId && phone.feeds.has(feed));
      phone.isDue ||= news.length > 0;
      const isUrgent = news.some(([feed]) => !feed.startsWith("location:"));
      if (!phone.isDue || (!isUrgent && Date.now() - phone.pokedAt < STOCK_EVERY_MS)) continue;
      response.write("event: moved\ndata:\n\n");
      phone.isDue = false;
      phone.pokedAt = Date.now();
    }
    if ([...open.values()].some(({ isDue }) => isDue)) timer ??= setTimeout(flush, STOCK_EVERY_MS / 4);
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
      open.set(response, { ...listener, isDue: false, pokedAt: 0 });
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
