import { createApp as create } from "../app.ts";
import { createPriceSeals } from "../orders/price-desk.ts";
import { createSecrets } from "../secrets.ts";
import { startServer as start } from "../start-server.ts";

/** The same for every test, so that several head offices on one database agree, and one that is killed and started again too. */
export const TEST_SECRETS = createSecrets(Buffer.alloc(32, 7));

export const TEST_PRICES = createPriceSeals(TEST_SECRETS);

type WithoutSecrets<Options> = Omit<Options, "secrets"> & { readonly secrets?: typeof TEST_SECRETS };

/** Head office with the tests' secret. */
export function createApp(options: WithoutSecrets<Parameters<typeof create>[0]>): ReturnType<typeof create> {
  return create({ secrets: TEST_SECRETS, ...options });
}

/** Head office with the tests' secret, listening. */
export function startServer(options: WithoutSecrets<Parameters<typeof start>[0]>): ReturnType<typeof start> {
  return start({ secrets: TEST_SECRETS, ...options });
}
