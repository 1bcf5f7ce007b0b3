import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The only way a text becomes the address of a script on our pages, where the browser knows Trusted Types: our own files, under
 * the names the build gives them. Nothing makes markup or script of text at all, so there is no `createHTML` and no
 * `createScript`. Head office's policy lets no page make another one.
 */
const GUARD = `if(window.trustedTypes)trustedTypes.createPolicy("default",{createScriptURL:function(text){var url=new URL(text,location.href);if(url.origin===location.origin&&(url.pathname==="/sw.js"||/^\\/_next\\/static\\/[\\w./-]+\\.js$/.test(url.pathname)))return text;throw new TypeError("not a script of this app")}});`;

/** Writes the guard into every page of an export, before any other script. */
export function guardScripts(out: string): void {
  for (const page of globSync("**/*.html", { cwd: out })) {
    const file = join(out, page);
    const html = readFileSync(file, "utf8");
    const guarded = html.replace(/<head>(<meta charSet="utf-8"\/>)?/, (head) => `${head}<script>${GUARD}</script>`);
    if (guarded === html) throw new Error(`${page} has no head to put the guard into`);
    writeFileSync(file, guarded);
  }
}
