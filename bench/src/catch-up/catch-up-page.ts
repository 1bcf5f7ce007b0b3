import http from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import { openChromium } from "../phone-load/chromium-page.ts";
import type { AwayDay } from "./away-day.ts";

const APP = join(import.meta.dirname, "../../../apps/associate/src");
const SCRIPT = `
  import { AisleDatabase } from "${APP}/phone-db/database.ts";
  import { createDexieStorage } from "${APP}/phone-db/dexie-storage.ts";
  import { makeRowKeys } from "${APP}/phone-db/testing/row-keys.ts";
  import { openDoor } from "${APP}/phone-db/with-database.ts";
  import { pageAlarm } from "${APP}/sync/timers.ts";
  import { catchUp } from "./page.ts";
  const keys = makeRowKeys();
  const openPhone = async (name) => {
    const database = new AisleDatabase(name);
    return { storage: createDexieStorage(openDoor(database), await keys), forget: () => database.delete() };
  };
  globalThis.catchUp = (asked) => catchUp({ openPhone, alarm: pageAlarm }, asked);`;

export type CatchUpPage = AsyncDisposable & {
  /** Milliseconds; each time on a phone of its own. */
  readonly measure: (way: "ours" | "floor") => Promise<number>;
};

/** Opens Chromium, slowed down, on a page with the phone's engine, served by a head office that answers what it knows already. */
export async function openCatchUpPage(day: AwayDay, throttle: number): Promise<CatchUpPage> {
  const bundle = await build({
    stdin: { contents: SCRIPT, resolveDir: import.meta.dirname, loader: "ts" },
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2024",
  });
  const bodies = new Map<string, string>([
    ["/", '<!doctype html><meta charset="utf-8"><script src="/page.js"></script>'],
    ["/page.js", bundle.outputFiles[0]?.text ?? ""],
    ["/before", JSON.stringify({ before: day.before, columns: day.columns })],
    ...day.answers.map((answer, index) => [`/exchange/${index}`, JSON.stringify(answer)] as const),
  ]);
  const server = http.createServer((request, response) => {
    const path = request.url ?? "/";
    const type = path === "/" ? "text/html" : path === "/page.js" ? "text/javascript" : "application/json";
    response.writeHead(200, { "content-type": type }).end(bodies.get(path));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  // A TCP server that listens has an address of this form; only a pipe has a string.
  const page = await openChromium(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.throttle(throttle);
  return {
    measure: (way) => page.evaluate(`catchUp(${JSON.stringify({ way, answers: day.answers.length })})`),
    [Symbol.asyncDispose]: async () => {
      await page.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
