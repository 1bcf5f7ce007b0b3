import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, normalize } from "node:path";
import { chromium } from "@playwright/test";

/**
 * The scripts each page of a static export has loaded when it comes to rest untouched: those of its HTML and those it asks for
 * by itself. Nobody is signed in, and the service worker, which fetches the whole app beside it, is kept away.
 */
export async function settledScripts(out: string, pages: readonly string[]): Promise<string[][]> {
  const server = createServer((request, response) => {
    const path = join(out, normalize(new URL(request.url ?? "/", "http://host").pathname));
    if (!path.startsWith(out) || !existsSync(path)) response.writeHead(404).end();
    else response.setHeader("content-type", typeOf(path)).end(readFileSync(path));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  // A TCP server that listens has an address of this form; only a pipe has a string.
  const { port } = server.address() as AddressInfo;
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    const loaded: string[][] = [];
    for (const name of pages) {
      const context = await browser.newContext({ serviceWorkers: "block" });
      const page = await context.newPage();
      const scripts = new Set<string>();
      page.on("response", (response) => {
        const { pathname } = new URL(response.url());
        if (pathname.endsWith(".js") && response.ok()) scripts.add(pathname.slice(1));
      });
      await page.goto(`http://127.0.0.1:${port}/${name}`, { waitUntil: "networkidle" });
      loaded.push([...scripts]);
      await context.close();
    }
    return loaded;
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}

function typeOf(path: string): string {
  if (path.endsWith(".html")) return "text/html";
  if (path.endsWith(".js")) return "text/javascript";
  return path.endsWith(".css") ? "text/css" : "application/octet-stream";
}
