import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { Exchange, PushedCommand } from "@aisle/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLocationDirectory } from "../stock/location-directory.ts";
import { type SmallChain, seedSmallChain } from "../testing/small-chain.ts";
import { TEST_PRICES } from "../testing/test-head-office.ts";
import { applyCommand } from "./apply-command.ts";
import { readEpoch } from "./database-life.ts";
import { type ExchangeDeps, exchange } from "./exchange.ts";

const GOLDEN = path.resolve(import.meta.dirname, "../../../../packages/protocol/golden");
/** Who the files say sent them; the real ones are put in their places. Every other id is new to each file's phone. */
const DEVICE = "0190a3c2-0000-7000-8000-00000000d001";
const BY = "0190a3c2-0000-7000-8000-00000000a001";

type Step = { readonly says: string; readonly answer: string; readonly outcomes?: readonly string[]; readonly exchange: unknown };

let database: TestDatabase;
let chain: SmallChain;
let deps: ExchangeDeps;
let used = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  chain = await seedSmallChain(database, [{ sku: "GOLDEN-COAT", onHand: { warehouse: 100 } }]);
  deps = {
    database,
    epoch: await readEpoch(database),
    now: Date.now,
    locations: createLocationDirectory(database, Date.now),
    prices: TEST_PRICES,
    onFault: (fault) => {
      throw fault;
    },
    onAnswered: () => {},
    poke: () => {},
  };
});
afterAll(() => database.close());

/** A file for this phone and this person; its own ids get a prefix of their own, so that files do not meet. */
function readFor(file: string, deviceId: string): unknown {
  used++;
  const own = `0190a3c2-${String(used).padStart(4, "0")}-7000`;
  const text = readFileSync(path.join(GOLDEN, file), "utf8").replaceAll(DEVICE, deviceId).replaceAll(BY, chain.associateId);
  return JSON.parse(text.replaceAll("0190a3c2-0000-7000", own));
}

test.each(readdirSync(path.join(GOLDEN, "exchanges")))("[SK1] [SK5] answers the exchanges of %s as ever", async (file) => {
  const { deviceId } = await chain.addPhone();
  const at = { locationId: "downtown", homeLocationId: "downtown", regionLocations: ["downtown"] };
  const session = { ...at, deviceId, associateId: chain.associateId, role: "associate" };
  // Boundary: golden files are written in this shape, and a session as its reader answers it.
  for (const { says, answer, outcomes, exchange: sent } of readFor(`exchanges/${file}`, deviceId) as Step[]) {
    const reply = await exchange(deps, session as unknown as Parameters<typeof exchange>[1], Exchange.parse(sent));
    expect(reply.kind, says).toBe(answer);
    if (outcomes) expect(reply.kind === "ok" && reply.outcomes.map((outcome) => outcome.kind), says).toEqual(outcomes);
  }
});

test("[SK4] [SK5] takes every released version of every command, as on its first day", async () => {
  const { deviceId } = await chain.addPhone();
  const own = used;
  const files = readdirSync(path.join(GOLDEN, "commands"));
  // Boundary: golden files are written in this shape.
  const all = files.map((file) => {
    used = own;
    return readFor(`commands/${file}`, deviceId) as { readonly outcome: string; readonly command: { readonly id: string } };
  });
  const inOrder = all.toSorted((a, b) => (a.command.id < b.command.id ? -1 : 1));
  for (const [index, { outcome, command }] of inOrder.entries()) {
    const applied = await applyCommand(deps, deviceId, { ...PushedCommand.parse(command), seq: index + 1 });
    expect(applied, JSON.stringify(command)).toMatchObject({ kind: "answered", outcome: { kind: outcome } });
  }
});
