import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { z } from "zod";
import { AccountRequest } from "./account.ts";
import { COMMANDS } from "./commands/index.ts";
import { Exchange, PushedCommand } from "./exchange.ts";
import { OLDEST_SUPPORTED, PROTOCOL_VERSION } from "./version.ts";

/** What every phone out there says, as it was last agreed: a hash of each message's shape. */
const AGREED = {
  exchange: "6425f6a8f073fd0e",
  command: "a89a183790f9c6c9",
  account: "de1f9c4d0b38ffcc",
  "customer.add-note v1": "7b90850f85be31f3",
  "customer.create v1": "dd9159eaccfc5597",
  "customer.save-address v1": "bb52badeed2f966c",
  "customer.set-consent v1": "f0323ad6d867e8d0",
  "order.ship-to-home v2": "2ee81ea4cd412385",
};

const WHAT_TO_DO = `The wire has changed, and phones in shops still speak as before.
- An old phone's message still parses and means the same: write a line into the history in version.ts.
- A command's arguments changed in another way: raise its \`version\`, and teach apps/server/src/commands/upcast.ts
  to bring the version before up to it, for ever: an outbox may be months old. Add a file to golden/commands.
- The exchange itself changed in another way: raise PROTOCOL_VERSION, leave OLDEST_SUPPORTED one behind, and answer both.
Then put the hashes below into AGREED.`;

it("[SK6] is spoken by every phone as it was agreed", () => {
  const shapes = {
    exchange: Exchange,
    command: PushedCommand,
    account: AccountRequest,
    ...Object.fromEntries(Object.values(COMMANDS).map(({ name, version, args }) => [`${name} v${version}`, args])),
  };
  const now = Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, hashOf(shape)]));
  expect(now, `${WHAT_TO_DO}\n${JSON.stringify(now, null, 2)}\n`).toEqual(AGREED);
});

it("[SK1] answers a phone that is one version behind", () => {
  expect(OLDEST_SUPPORTED).toBeGreaterThanOrEqual(1);
  expect(PROTOCOL_VERSION - OLDEST_SUPPORTED).toBeLessThanOrEqual(1);
  expect(PROTOCOL_VERSION).toBeGreaterThanOrEqual(OLDEST_SUPPORTED);
});

function hashOf(shape: z.ZodType): string {
  const json = JSON.stringify(z.toJSONSchema(shape, { io: "input" }));
  return createHash("sha256").update(json).digest("hex").slice(0, 16);
}
