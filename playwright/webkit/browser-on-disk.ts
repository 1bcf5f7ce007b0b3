import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { copyApp } from "../built-app.ts";
import type { WebKit } from "../repository.ts";
import { type Display, webKitEnvironment } from "./display.ts";
import { killGroup } from "./driver.ts";
import { type WitnessPorts, witness } from "./witness.ts";

/** A browser nobody can drive from outside, whose profile is on disk. */
export type BrowserOnDisk = { readonly kill: () => Promise<void> };

/** Opens `url` on the profile in `home`. */
export function openOnDisk(about: {
  readonly webkit: WebKit;
  readonly home: string;
  readonly display: Display;
  readonly url: string;
}): BrowserOnDisk {
  const { webkit, home, display, url } = about;
  // Storage goes to disk by itself, cookies only where one says so.
  const browser = spawn(webkit.browser, ["--geometry=390x844", `--cookies-file=${home}/cookies`, url], {
    env: webKitEnvironment({ home, display }),
    stdio: "ignore",
    detached: true,
  });
  const gone = once(browser, "exit");
  return {
    kill: async () => {
      if (browser.pid !== undefined) killGroup(browser.pid);
      await gone;
    },
  };
}

/** Somebody connects to its port: that is all a signal says. */
export type Signal = { readonly port: number; readonly given: Promise<void>; readonly close: () => void };

export async function listenForSignal(): Promise<Signal> {
  const server = net.createServer();
  const given = once(server, "connection").then(([socket]) => void (socket as net.Socket).destroy());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // A TCP server that listens has an address of this form; only a pipe has a string.
  return { port: (server.address() as net.AddressInfo).port, given, close: () => void server.close() };
}

/** A copy of the export whose every page also loads the witness, which its service worker keeps like any other file. */
export function copyAppWithWitness(appFolder: string, ports: WitnessPorts): string {
  const folder = copyApp(appFolder);
  writeFileSync(path.join(folder, "witness.js"), `(${witness.toString()})(${JSON.stringify(ports)});`);
  for (const name of globSync("**/*.html", { cwd: folder })) {
    const page = path.join(folder, name);
    writeFileSync(page, readFileSync(page, "utf8").replace("</head>", '<script src="/witness.js" defer></script></head>'));
  }
  const worker = path.join(folder, "sw.js");
  const list = readFileSync(worker, "utf8");
  const longer = list.replace(
    /\{"revision":"[0-9a-f]{32}","url":"outbox\.html"\}/,
    (entry) => `${entry},{"revision":"1","url":"witness.js"}`,
  );
  if (longer === list) throw new Error("sw.js does not list outbox.html with a revision");
  writeFileSync(worker, longer);
  return folder;
}
