import type { IncomingMessage } from "node:http";

const THIS_COMPUTER = /^localhost(:\d{1,5})?$/;

/**
 * The address people open, which passkeys and the identity provider are bound to: the one of the settings, or this very computer's.
 * Null for any other that a request names: whoever names it could be anybody.
 */
export function originOf({ headers }: Pick<IncomingMessage, "headers">, configured: string | null): string | null {
  if (configured !== null) return configured;
  const { host = "" } = headers;
  return THIS_COMPUTER.test(host) ? `http://${host}` : null;
}
