import { createApp as create } from "../app.ts";
import { createPriceSeals } from "../orders/price-desk.ts";
import { createSecrets } from "../secrets.ts";
import type { ProofSettings } from "../sessions/proof-settings.ts";
import { startServer as start } from "../start-server.ts";
import type { Rate, RateLimits } from "../web/rate-limit.ts";

/** The same for every test, so that several head offices on one database agree, and one that is killed and started again too. */
export const TEST_SECRETS = createSecrets(Buffer.alloc(32, 7));

export const TEST_PRICES = createPriceSeals(TEST_SECRETS);

const WITHOUT_END: Rate = { burst: Number.MAX_SAFE_INTEGER, perSecond: Number.MAX_SAFE_INTEGER };

/** For a run whose one address, or one person, stands for a whole shop: it is about something else than how often anybody may ask. */
export const UNPACED: RateLimits = { address: WITHOUT_END, phone: WITHOUT_END, person: WITHOUT_END };

const PIN_ONLY: ProofSettings = { shiftStart: "pin", origin: null, identityProvider: null };

/** What a test has no opinion about. */
const DEFAULTS = { secrets: TEST_SECRETS, proof: PIN_ONLY };

type WithDefaults<Options> = Omit<Options, keyof typeof DEFAULTS> & Partial<Options>;

/** Head office with the tests' secret. */
export function createApp(options: WithDefaults<Parameters<typeof create>[0]>): ReturnType<typeof create> {
  return create({ ...DEFAULTS, ...options });
}

/** Head office with the tests' secret, listening. */
export function startServer(options: WithDefaults<Parameters<typeof start>[0]>): ReturnType<typeof start> {
  return start({ ...DEFAULTS, ...options });
}
