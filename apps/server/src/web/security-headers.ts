import { createHash } from "node:crypto";

/** What no page of ours needs, and nobody may ask for in our name. */
const SWITCHED_OFF = [
  ...["accelerometer", "autoplay", "bluetooth", "browsing-topics", "display-capture", "geolocation", "gyroscope", "hid"],
  ...["magnetometer", "microphone", "midi", "payment", "serial", "usb", "xr-spatial-tracking"],
];
/** The camera scans; passkeys begin a shift. */
const OURS = ["camera", "publickey-credentials-create", "publickey-credentials-get"];

/**
 * Headers of every answer. No `Cross-Origin-Embedder-Policy`: it would turn away product photos of hosts that do not send a
 * policy of their own, and nothing here needs shared memory.
 */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": [...OURS.map((name) => `${name}=(self)`), ...SWITCHED_OFF.map((name) => `${name}=()`)].join(", "),
  "x-frame-options": "DENY",
};

/** A year, and the host's own subdomains: Aisle has a host name of its own. */
export const STRICT_TRANSPORT = "max-age=31536000; includeSubDomains";

/** The policy of everything that is no page: were it ever shown as one, it could load, run and frame nothing. */
export const NO_PAGE_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** The service worker fetches our own files, and nothing else. */
export const WORKER_POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types";

/** Where browsers tell what a policy turned away. */
export const REPORT_PATH = "/csp-report";

/** Stands in a page's policy for the hosts of product photos, which the import brings and a running head office learns of. */
export const IMAGE_HOSTS = "{image-hosts}";

/**
 * The script policy of one exported page: our own files, and the inline scripts the export wrote into this very page, by hash.
 * `wasm-unsafe-eval` lets the barcode decoder compile; it does not let text become script. Nor does anything else: text is
 * turned into markup or script by one policy only (`apps/associate/scripts/guard-scripts.ts`), which takes our own files.
 */
export function contentSecurityPolicy(html: string): string {
  const hashes = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script]) =>
      `'sha256-${createHash("sha256")
        .update(script ?? "")
        .digest("base64")}'`,
  );
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${[...new Set(hashes)].join(" ")}`.trim(),
    "style-src 'self'",
    `img-src 'self' data: blob: ${IMAGE_HOSTS}`,
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "media-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default",
    `report-uri ${REPORT_PATH}`,
  ].join("; ");
}
