import http from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import { openChromium } from "../phone-load/chromium-page.ts";

const VAULT = join(import.meta.dirname, "../../../apps/associate/src/vault");

/** What the app's own vault does in a page, as `apps/associate/src/vault/testing/vault-story.ts` counts and times it. */
export type VaultFigures = {
  readonly clients: number;
  readonly hitsAtWork: number;
  readonly hitsHandedOver: number;
  readonly readByOther: number;
  readonly altered: number;
  readonly alteredOpened: number;
  readonly guesses: number;
  readonly guessesLookedAt: number;
  readonly leftAfterDay: number;
  readonly outboxAfterDay: number;
  readonly unlockMs: number;
  readonly openMs: number;
  readonly bareUnlockMs: number;
  readonly bareOpenMs: number;
};

/** Tells the story `times` times in Chromium, its page slowed down `throttle` times. */
export async function tellInChromium({ times, throttle }: { readonly times: number; readonly throttle: number }) {
  const bundle = await build({
    stdin: {
      contents: `
        import { tellVaultStory } from "./testing/vault-story.ts";
        let stories = 0;
        globalThis.tell = () => tellVaultStory("vault-" + ++stories);`,
      resolveDir: VAULT,
      loader: "ts",
    },
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2024",
  });
  const script = bundle.outputFiles[0]?.text ?? "";
  // Keys are kept in a secure context only, which this very computer is.
  const server = http.createServer((request, response) => {
    const isPage = request.url === "/";
    response.writeHead(200, { "content-type": isPage ? "text/html" : "text/javascript" });
    response.end(isPage ? '<!doctype html><meta charset="utf-8"><script src="/page.js"></script>' : script);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  // Boundary: a TCP server that listens has an address of this form; only a pipe has a string.
  const page = await openChromium(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  try {
    await page.throttle(throttle);
    const told: VaultFigures[] = [];
    for (let time = 0; time < times; time++) told.push(await page.evaluate<VaultFigures>("tell()"));
    return told;
  } finally {
    await page.close();
    await new Promise((resolve) => server.close(resolve));
  }
}
