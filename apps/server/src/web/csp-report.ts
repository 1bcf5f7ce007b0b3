// What browsers turned away because of our policy: an attack, an extension, or a mistake of ours. Anybody may post here, so it is
// counted and nothing more: addresses in a report may hold anything, people's names too.

const DIRECTIVES = new Set([
  ...["default-src", "script-src", "script-src-elem", "script-src-attr", "style-src", "style-src-elem", "style-src-attr"],
  ...["img-src", "font-src", "connect-src", "worker-src", "manifest-src", "media-src", "frame-src", "object-src", "child-src"],
  ...["base-uri", "form-action", "frame-ancestors", "require-trusted-types-for", "trusted-types"],
]);

/** Larger is no report. */
export const MAX_REPORT_BYTES = 16 * 1024;

/** The directive a report names, `other` for one there is not, null for something that is no report. */
export function readReport(body: Buffer): string | null {
  if (body.length > MAX_REPORT_BYTES) return null;
  try {
    const said: unknown = JSON.parse(body.toString("utf8"));
    const report = field(said, "csp-report");
    const named = field(report, "effective-directive") ?? field(report, "violated-directive");
    if (typeof named !== "string") return null;
    const [directive = ""] = named.split(" ");
    return DIRECTIVES.has(directive) ? directive : "other";
  } catch {
    return null;
  }
}

function field(value: unknown, name: string): unknown {
  return value !== null && typeof value === "object" && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
}
