import type { AssociateId } from "@aisle/domain";
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from "@simplewebauthn/browser";
import { proofClient } from "./head-office.ts";

export type StartOutcome =
  | { readonly kind: "started" }
  /** Nothing was shown, or what was shown did not fit. */
  | { readonly kind: "not-proven" }
  | { readonly kind: "not-here" }
  | { readonly kind: "needs-signal" };

/** Begins a shift by this person's passkey. The browser asks for face, finger or code. */
export async function startByPasskey(associateId: AssociateId): Promise<StartOutcome> {
  const begun = await proofClient.passkeyOptions.mutate({ associateId }).catch(() => null);
  if (!begun) return { kind: "needs-signal" };
  const response = await startAuthentication({ optionsJSON: optionsOf<RequestOptions>(begun.options) }).catch(() => null);
  if (!response) return { kind: "not-proven" };
  const answer = await proofClient.passkey.mutate({ proofId: begun.proofId, response: plain(response) }).catch(() => null);
  if (!answer) return { kind: "needs-signal" };
  return answer.kind === "signed-in" ? { kind: "started" } : answer;
}

/** Leaves for the identity provider's own page; it leads back to `/sign-in`. False without signal. */
export async function visitProvider(): Promise<boolean> {
  const visit = await proofClient.visit.mutate().catch(() => null);
  if (visit) location.assign(visit.url);
  return visit !== null;
}

/** What the identity provider said, from the address it led back to. */
export async function comeBackFromProvider(query: string): Promise<StartOutcome> {
  const answer = await proofClient.comeBack.mutate({ query }).catch(() => null);
  if (!answer) return { kind: "needs-signal" };
  return answer.kind === "signed-in" ? { kind: "started" } : answer;
}

export type Welcomed = {
  readonly name: string;
  readonly needsPasskey: boolean;
  readonly settleIn: (pin: string) => Promise<Settled>;
};
export type Settled = "done" | "link-is-over" | "not-proven" | "too-easy" | "not-six-digits" | "needs-signal";

/** Whom a one-time link lets in; null for one that opens nothing. Rejects without signal. */
export async function openLink(token: string): Promise<Welcomed | null> {
  const welcome = await proofClient.welcome.mutate({ token });
  if (!welcome) return null;
  const { name, passkey } = welcome;
  return {
    name,
    needsPasskey: passkey !== null && browserSupportsWebAuthn(),
    settleIn: async (pin) => {
      const response =
        passkey && (await startRegistration({ optionsJSON: optionsOf<CreationOptions>(passkey.options) }).catch(() => null));
      if (passkey && !response) return "not-proven";
      const made = passkey && response ? { proofId: passkey.proofId, response: plain(response) } : null;
      const answer = await proofClient.settleIn.mutate({ token, pin, passkey: made }).catch(() => null);
      return answer?.kind ?? "needs-signal";
    },
  };
}

type RequestOptions = Parameters<typeof startAuthentication>[0]["optionsJSON"];
type CreationOptions = Parameters<typeof startRegistration>[0]["optionsJSON"];

function optionsOf<Options>(sent: unknown): Options {
  // Boundary: made by the other half of the same library; the wire's types have lost its buffers, which are never sent.
  return sent as Options;
}

/** As it travels: the library's own type has no index. */
function plain<Response extends { readonly id: string; readonly rawId: string }>(response: Response) {
  // Boundary: both halves of one library; head office judges every part.
  return response as unknown as {
    id: string;
    rawId: string;
    type: "public-key";
    response: Record<string, unknown>;
    clientExtensionResults: Record<string, unknown>;
  };
}
