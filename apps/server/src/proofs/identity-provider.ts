// The shop's own identity provider, by OpenID Connect: authorisation code with PKCE (RFC 7636), state, nonce and the issuer check
// of RFC 9207. A phone is shared, so the provider is always asked for a fresh login: another person's visit there is no proof.
//
//   begin -> state, nonce, verifier kept for this phone -> the provider -> /sign-in?code=...&state=...&iss=... -> finish
//
// Somebody is found by `associate.login` at their first visit, and by the provider's own subject ever after: an address that is
// given to another person later does not open this one's shift.

import type { Querying } from "@aisle/db";
import { MINUTE, SECOND } from "@aisle/domain";
import * as oidc from "openid-client";
import type { IdentityProviderSettings } from "../sessions/proof-settings.ts";
import { holdProof, takeProof } from "./pending-proofs.ts";

export type ProviderAnswer =
  | { readonly kind: "proven"; readonly associateId: string }
  | { readonly kind: "not-proven"; readonly why: "late-or-used" | "not-given" | "nobody-here" };

type Visit = {
  readonly deviceId: string;
  /** Who is to prove themselves, for a step-up; null at the start of a shift. */
  readonly associateId: string | null;
  readonly kind: "identity-provider" | "step-up";
};

export type IdentityProvider = {
  readonly name: string;
  /** Where to send the browser. */
  readonly begin: (database: Querying, visit: Visit, at: { readonly origin: string; readonly now: number }) => Promise<string>;
  /** Who came back; `query` is everything after the `?`. */
  readonly finish: (
    database: Querying,
    back: Pick<Visit, "deviceId" | "kind"> & { readonly query: string },
    at: { readonly origin: string; readonly now: number },
  ) => Promise<ProviderAnswer>;
};

export const COME_BACK_PATH = "/sign-in";
/** How long ago somebody may have logged in there to count as having just done it. */
const FRESH_LOGIN_S = (2 * MINUTE) / SECOND;

export function createIdentityProvider(settings: IdentityProviderSettings): IdentityProvider {
  let known: Promise<oidc.Configuration> | null = null;
  const configuration = () => {
    // A provider that was away is asked again the next time.
    known ??= discover(settings).catch((fault) => {
      known = null;
      throw fault;
    });
    return known;
  };
  return {
    name: settings.name,
    begin: async (database, visit, { origin, now }) => {
      const config = await configuration();
      const secret = { verifier: oidc.randomPKCECodeVerifier(), nonce: oidc.randomNonce() };
      const state = await holdProof(database, { ...visit, secret }, now);
      const hint = visit.associateId && (await loginOf(database, visit.associateId));
      return oidc.buildAuthorizationUrl(config, {
        redirect_uri: `${origin}${COME_BACK_PATH}`,
        scope: "openid email profile",
        code_challenge: await oidc.calculatePKCECodeChallenge(secret.verifier),
        code_challenge_method: "S256",
        state,
        nonce: secret.nonce,
        prompt: "login",
        max_age: "0",
        ...(hint ? { login_hint: hint } : {}),
      }).href;
    },
    finish: async (database, back, { origin, now }) => {
      const state = new URLSearchParams(back.query).get("state") ?? "";
      const begun = await takeProof(database, { proofId: state, deviceId: back.deviceId, kind: back.kind, now });
      if (!begun) return { kind: "not-proven", why: "late-or-used" };
      const tokens = await oidc
        .authorizationCodeGrant(await configuration(), new URL(`${origin}${COME_BACK_PATH}?${back.query}`), {
          expectedState: state,
          expectedNonce: begun.secret["nonce"] ?? "",
          pkceCodeVerifier: begun.secret["verifier"] ?? "",
          idTokenExpected: true,
          maxAge: FRESH_LOGIN_S,
        })
        .catch(() => null);
      const claims = tokens?.claims();
      if (!claims) return { kind: "not-proven", why: "not-given" };
      const login = loginIn(claims, settings.claim);
      const associateId = await matchPerson(database, { issuer: claims.iss, subject: claims.sub, login });
      if (!associateId || (begun.associateId !== null && begun.associateId !== associateId)) {
        return { kind: "not-proven", why: "nobody-here" };
      }
      return { kind: "proven", associateId };
    },
  };
}

function discover({ issuer, clientId, clientSecret }: IdentityProviderSettings): Promise<oidc.Configuration> {
  // Plain http is taken of this very computer only, which the settings have made sure of.
  const execute = new URL(issuer).protocol === "http:" ? [oidc.allowInsecureRequests] : [];
  const auth = clientSecret === null ? oidc.None() : oidc.ClientSecretPost(clientSecret);
  return oidc.discovery(new URL(issuer), clientId, {}, auth, { execute });
}

/** The login that a token speaks of. An e-mail address that the provider has not verified could be anybody's. */
function loginIn(claims: oidc.IDToken, claim: string): string | null {
  if (claim === "email" && claims["email_verified"] !== true) return null;
  const login = claims[claim];
  return typeof login === "string" && login !== "" ? login : null;
}

/** Bound by subject, or bound now: to somebody who works here, whose login this is, and who is nobody else at this provider yet. */
async function matchPerson(
  database: Querying,
  who: { readonly issuer: string; readonly subject: string; readonly login: string | null },
): Promise<string | null> {
  await database.execute(
    `insert into identity (issuer, subject, associate_id)
     select $1, $2, a.associate_id from associate a
     where lower(a.login) = lower($3::text) and a.is_active
       and not exists (select from identity i where i.associate_id = a.associate_id and i.issuer = $1)
     on conflict do nothing`,
    [who.issuer, who.subject, who.login],
  );
  const [row] = await database.query<{ associate_id: string }>(
    `select i.associate_id from identity i join associate a using (associate_id)
     where i.issuer = $1 and i.subject = $2 and a.is_active`,
    [who.issuer, who.subject],
  );
  return row?.associate_id ?? null;
}

async function loginOf(database: Querying, associateId: string): Promise<string | null> {
  const [row] = await database.query<{ login: string | null }>("select login from associate where associate_id = $1", [
    associateId,
  ]);
  return row?.login ?? null;
}
