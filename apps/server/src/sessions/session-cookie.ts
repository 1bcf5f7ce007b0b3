import { SECURE_SESSION_COOKIE, SESSION_COOKIE, SHIFT_MS } from "./session-reader.ts";

/**
 * The Set-Cookie value for a session token, or the one that takes it away. Over https under a name that a browser takes from this
 * host only, for every path, and for https (RFC 6265bis, 4.1.3.2). Without https, which is this very computer, browsers but
 * Chromium keep no Secure cookie at all, so it goes by its plain name.
 */
export function sessionCookie(token: string | null, { isHttps }: { readonly isHttps: boolean }): string {
  const age = token === null ? 0 : Math.floor(SHIFT_MS / 1000);
  const name = isHttps ? SECURE_SESSION_COOKIE : SESSION_COOKIE;
  return `${name}=${token ?? ""}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${age}${isHttps ? "; Secure" : ""}`;
}

/** A request's cookies as far as they count: over https, a session under the plain name was not set by this host's https. */
export function countingCookies(header: string | undefined, { isHttps }: { readonly isHttps: boolean }): string | null {
  if (header === undefined || !isHttps) return header ?? null;
  return header
    .split(";")
    .filter((pair) => !pair.trim().startsWith(`${SESSION_COOKIE}=`))
    .join(";");
}
