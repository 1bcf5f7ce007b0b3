import type { Env } from "../env.ts";

/** What somebody does first in a shift. A PIN alone wakes a shift that was begun; it begins one in `pin` only. */
export const SHIFT_STARTS = ["identity-provider", "passkey", "pin"] as const;
export type ShiftStart = (typeof SHIFT_STARTS)[number];

export type IdentityProviderSettings = {
  readonly issuer: string;
  readonly clientId: string;
  /** Null for a public client: then PKCE alone proves who came back. */
  readonly clientSecret: string | null;
  /** On the button. */
  readonly name: string;
  /** The claim that `associate.login` is compared with. */
  readonly claim: string;
};

export type ProofSettings = {
  readonly shiftStart: ShiftStart;
  /** The address people open, such as `https://aisle.example.com`; null: only this computer's own. */
  readonly origin: string | null;
  readonly identityProvider: IdentityProviderSettings | null;
};

const CLAIMS = ["email", "preferred_username", "upn", "sub"];

/** How people prove who they are, from the settings; tells everything that does not fit. */
export function decideProof(
  env: Env,
  about: { readonly demo: boolean; readonly complain: (setting: string, problem: string) => void },
): ProofSettings {
  const { complain } = about;
  const issuer = env.AISLE_OIDC_ISSUER;
  const asked = env.AISLE_SHIFT_START;
  const shiftStart = SHIFT_STARTS.find((each) => each === asked);
  if (asked !== undefined && !shiftStart) complain("AISLE_SHIFT_START", `"${asked}" is none of ${SHIFT_STARTS.join(", ")}.`);
  if (shiftStart === "identity-provider" && issuer === undefined) {
    complain("AISLE_OIDC_ISSUER", "is missing: AISLE_SHIFT_START asks for an identity provider.");
  }
  const problem = issuer === undefined ? null : problemOfAddress(issuer);
  if (problem) complain("AISLE_OIDC_ISSUER", problem);
  if (issuer !== undefined && env.AISLE_OIDC_CLIENT_ID === undefined) {
    complain("AISLE_OIDC_CLIENT_ID", "is missing: your identity provider's name for Aisle.");
  }
  const claim = env.AISLE_OIDC_CLAIM ?? "email";
  if (!CLAIMS.includes(claim)) complain("AISLE_OIDC_CLAIM", `"${claim}" is none of ${CLAIMS.join(", ")}.`);
  return {
    shiftStart: shiftStart ?? (issuer !== undefined ? "identity-provider" : about.demo ? "pin" : "passkey"),
    origin: originOf(env.AISLE_ORIGIN, complain),
    identityProvider:
      issuer === undefined
        ? null
        : {
            issuer,
            clientId: env.AISLE_OIDC_CLIENT_ID ?? "",
            clientSecret: env.AISLE_OIDC_CLIENT_SECRET ?? null,
            name: env.AISLE_OIDC_NAME ?? new URL(problem ? "https://unknown" : issuer).host,
            claim,
          },
  };
}

function originOf(text: string | undefined, complain: (setting: string, problem: string) => void): string | null {
  if (text === undefined) return null;
  const problem = problemOfAddress(text);
  if (problem) complain("AISLE_ORIGIN", problem);
  return problem ? null : new URL(text).origin;
}

/** Over plain http anybody on the way could read what proves who somebody is; on this computer nobody is on the way. */
function problemOfAddress(text: string): string | null {
  if (!URL.canParse(text)) return `"${text}" is not an address. Write it as https://name.example.com.`;
  const { protocol, hostname } = new URL(text);
  const isThisComputer = protocol === "http:" && ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return protocol === "https:" || isThisComputer ? null : `"${text}" does not begin with https://.`;
}
