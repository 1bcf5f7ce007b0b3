// A real OpenID provider (oidc-provider, certified) on loopback, for tests. Anybody may log in as any subject; their address is
// <subject>@example.com, which is verified unless the subject begins with "unverified". Every login is asked for.
// `node loopback-identity-provider-process.ts REDIRECT_URI` tells its parent where it listens.

import http from "node:http";
import type { AddressInfo } from "node:net";

// Boundary: the package comes without types; this is what is used of it.
type ProviderClass = new (issuer: string, configuration: object) => { callback(): http.RequestListener };
const { default: OidcProvider } = (await import("oidc-provider" as string)) as { default: ProviderClass };

const [redirectUri] = process.argv.slice(2);
const server = http.createServer();
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
// Boundary: a TCP server's address is always an AddressInfo.
const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const [clientId, clientSecret] = ["aisle", "a-secret-of-the-test"];

const provider = new OidcProvider(issuer, {
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      token_endpoint_auth_method: "client_secret_post",
      redirect_uris: [redirectUri],
    },
  ],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["preferred_username"] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  features: { devInteractions: { enabled: true } },
  cookies: { keys: ["for-tests-only"] },
  findAccount: (_: unknown, sub: string) => ({
    accountId: sub,
    claims: () => ({ sub, email: `${sub}@example.com`, email_verified: !sub.startsWith("unverified"), preferred_username: sub }),
  }),
});
server.on("request", provider.callback());
process.once("disconnect", () => process.exit());
process.send?.({ issuer, clientId, clientSecret });
