import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { injectManifest } from "workbox-build";

/** The engine that reads barcodes is the largest file of the app, at just under 1 MB. */
const LARGEST_FILE = 3 * 1024 * 1024;

/** Bundles `worker` into `out/sw.js` with the list of every file of the export. Answers how much a phone will keep. */
export async function buildServiceWorker({
  out,
  worker,
}: {
  readonly out: string;
  readonly worker: string;
}): Promise<{ readonly files: number; readonly bytes: number }> {
  const workshop = mkdtempSync(join(tmpdir(), "aisle-worker-"));
  try {
    const bundled = join(workshop, "sw.js");
    await build({
      entryPoints: [worker],
      outfile: bundled,
      bundle: true,
      format: "iife",
      minify: true,
      target: "safari17",
      define: { "process.env.NODE_ENV": '"production"' },
      legalComments: "none",
    });
    const { count, size, warnings } = await injectManifest({
      swSrc: bundled,
      swDest: join(out, "sw.js"),
      globDirectory: out,
      globPatterns: ["**/*.{html,txt,js,css,woff2,png,svg,ico,webmanifest,wasm}"],
      globIgnores: ["sw.js", ...filesForOldBrowsers(out)],
      maximumFileSizeToCacheInBytes: LARGEST_FILE,
      // These names carry a hash of their content, so they need no revision and are never fetched twice.
      dontCacheBustURLsMatching: /\/_next\/static\//,
    });
    if (warnings.length > 0) throw new Error(`the list of files is not whole: ${warnings.join("; ")}`);
    return { files: count, bytes: size };
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** Scripts marked `noModule` are for browsers that cannot run the app at all. */
function filesForOldBrowsers(out: string): string[] {
  const page = readFileSync(join(out, "index.html"), "utf8");
  return [...page.matchAll(/<script[^>]*\bnomodule\b[^>]*>/gi)].flatMap(([tag]) => {
    const path = /src="\/([^"?]+)/.exec(tag)?.[1];
    return path === undefined ? [] : [`**/${path.split("/").at(-1)}`];
  });
}
