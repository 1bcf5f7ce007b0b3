import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { type Database, OFFICE } from "@aisle/db";
import { Exchange, type Manifest, type Outcome, type Reply } from "@aisle/protocol";
import {
  createBroadcast,
  createLocationDirectory,
  type ExchangeDeps,
  exchange,
  readSession,
  runCommand,
  TEST_PRICES,
} from "@aisle/server/testing";
import type { Statement } from "../sabotage.ts";
import type { NetworkFate } from "../story.ts";
import { type Interrupted, underFate } from "./statements.ts";

/** One head office process, called without HTTP: the real handlers on the real database, under a chosen fate. */
export type Office = {
  readonly epoch: string;
  readonly answer: (asked: Asked, fate: NetworkFate) => Promise<Answered>;
  readonly manifest: () => Promise<Manifest>;
  readonly part: (sha: string) => Promise<string>;
};

/** A request as it came over the wire. */
export type Asked = { readonly body: string; readonly cookie: string };

export type Answered =
  | { readonly kind: "answer"; readonly body: string }
  /** Half a request: what HTTP answers with 400. */
  | { readonly kind: "unreadable" }
  | { readonly kind: "threw"; readonly fault: unknown }
  | Extract<Interrupted, { readonly kind: "died" }>
  | (Extract<Interrupted, { readonly kind: "stalled" }> & { readonly answered: Promise<Answered> });

export type OfficeDeps = {
  readonly database: Database;
  readonly now: () => number;
  readonly run?: NonNullable<ExchangeDeps["run"]>;
  readonly rewrite?: (statement: Statement) => string;
  /** How often a command's handler still throws. */
  readonly throwsLeft: Map<string, number>;
  readonly onAnswered: (outcome: Outcome, isRepeat: boolean) => void;
};

const unpack = promisify(gunzip);

/** Starts a process: it reads which life of the database this is, and remembers nothing else. */
export async function startOffice(deps: OfficeDeps): Promise<Office> {
  const { database, now } = deps;
  const [life] = await database.as(OFFICE).query<{ epoch: string }>("select epoch from database_life");
  if (!life) throw new Error("the database has no epoch");
  const { epoch } = life;
  const locations = createLocationDirectory(database.as(OFFICE), now);
  const broadcast = createBroadcast({ database, now, prices: TEST_PRICES });
  const run: NonNullable<ExchangeDeps["run"]> = async (command, context) => {
    const left = deps.throwsLeft.get(command.id) ?? 0;
    if (left === 0) return (deps.run ?? runCommand)(command, context);
    deps.throwsLeft.set(command.id, left - 1);
    throw new Error("a handler that throws");
  };
  const exchangeOn = (on: Database): ExchangeDeps => ({
    database: on,
    epoch,
    now,
    locations,
    prices: TEST_PRICES,
    run,
    onFault: () => {},
    onAnswered: (outcome, _name, isRepeat) => deps.onAnswered(outcome, isRepeat),
    poke: () => {},
  });
  return {
    epoch,
    answer: async ({ body, cookie }, fate) => {
      const under = underFate(database, { fate, rewrite: deps.rewrite });
      const work = async (): Promise<Answered> => {
        const request = read(body);
        if (!request) return { kind: "unreadable" };
        const session = await readSession(under.database, cookie, now());
        const reply: Reply = await exchange(exchangeOn(under.database), session, request);
        return { kind: "answer", body: JSON.stringify(reply) };
      };
      const answered = work().catch((fault: unknown): Answered => ({ kind: "threw", fault }));
      const interrupted = under.interrupted.then((what): Answered => (what.kind === "died" ? what : { ...what, answered }));
      return Promise.race([answered, interrupted]);
    },
    manifest: () => broadcast.manifest(),
    part: async (sha) => {
      const body = await broadcast.part(sha);
      if (!body) throw new Error("no such part");
      return (await unpack(body)).toString();
    },
  };
}

function read(body: string): Parameters<typeof exchange>[2] | null {
  try {
    return Exchange.parse(JSON.parse(body));
  } catch {
    return null;
  }
}
