import type { Manifest } from "@aisle/protocol";
import type { Broadcast } from "@aisle/sync";
import { signedFetch } from "../phone-proof/signed-fetch.ts";

/** The broadcast lane over plain HTTP: `/snap/manifest.json`, and parts under the SHA-256 of their text. */
export function createHttpBroadcast(options: { readonly url: string }): Broadcast {
  const read = async (path: string, init: RequestInit, ask: typeof signedFetch = fetch) => {
    const response = await ask(`${options.url}/${path}`, init);
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return response;
  };
  return {
    manifest: async (signal) => {
      const response = await read("manifest.json", { signal, cache: "no-cache" }, signedFetch);
      // Boundary: the phone's own head office wrote it, on the same origin as this code.
      return (await response.json()) as Manifest;
    },
    part: async (sha, signal) => {
      const bytes = await (await read(sha, { signal })).arrayBuffer();
      // A captive portal answers everything with its own page, and with status 200.
      if ((await sha256(bytes)) !== sha) throw new Error(`what came for ${sha} is something else`);
      return new TextDecoder().decode(bytes);
    },
  };
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
