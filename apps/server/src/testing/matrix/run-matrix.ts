// Everything anybody can ask, asked by everybody about every place: who may not gets a refusal, changes nothing and learns nothing.
//
//   every procedure and command  x  every role  x  own store, other store, other region, unknown, not proven lately, nobody signed in
//
// It is run three times: with both layers, with the program's checks off (row-level security alone), with the policies off (the
// program alone). With the checks off a call may come back, but never with a row of somebody else's, and never having changed one.

import { createTestDatabase, type TestCluster, type TestDatabase } from "@aisle/db/testing";
import { type Action, mayAt, type Role, reachOf, STEP_UP } from "@aisle/domain";
import type { CommandName } from "@aisle/protocol";
import { TRPCError } from "@trpc/server";
import type { App } from "../../app.ts";
import { HANDLERS } from "../../commands/index.ts";
import { silentLogger } from "../../logger.ts";
import { appRouter } from "../../router.ts";
import { personOf } from "../../sessions/session-reader.ts";
import { applyCommand } from "../../sync/apply-command.ts";
import type { UnnumberedCommand } from "../../sync/outcomes.ts";
import { newId } from "../small-chain.ts";
import { createApp } from "../test-head-office.ts";
import { COMMAND_ROWS } from "./command-rows.ts";
import { contextOf } from "./matrix-context.ts";
import {
  ALL_ROLES,
  canaryOf,
  dump,
  hireActor,
  LOCATION_OF,
  type MatrixActor,
  makeTarget,
  PLACES,
  type Place,
  seedMatrix,
  type Target,
} from "./matrix-world.ts";
import { AT_THIS_STORE, MADE_UP, PROCEDURE_ROWS, type ProcedureRow, REFUSES_AS_DATA } from "./procedure-rows.ts";

export const LAYERS = ["both layers", "policies alone", "program alone"] as const;
/** `neither` is the control: the matrix must see what both layers hold back. */
export type Layers = (typeof LAYERS)[number] | "neither";

export type MatrixFigures = {
  readonly layers: Layers;
  readonly asked: number;
  readonly refused: number;
  /** One sentence for each. */
  readonly leaks: readonly string[];
  /** Calls that should have been let through and were not: the matrix would prove nothing about them. */
  readonly shutOut: readonly string[];
};

/** Procedures and commands that have no row, and rows of none: both must be empty. */
export function uncovered(): readonly string[] {
  const procedures = Object.keys(appRouter._def.procedures);
  const odd = (known: readonly string[], rows: readonly string[]) => [
    ...known.filter((name) => !rows.includes(name)),
    ...rows.filter((name) => !known.includes(name)),
  ];
  return [...odd(procedures, Object.keys(PROCEDURE_ROWS)), ...odd(Object.keys(HANDLERS), Object.keys(COMMAND_ROWS))];
}

type Call = {
  readonly title: string;
  readonly isAllowed: boolean;
  /** Locations whose canaries may come back. */
  readonly reach: readonly string[] | "everywhere";
  /** Whether a call that is not allowed must throw; one about oneself may answer, as long as it is about oneself. */
  readonly mustThrow: boolean;
  readonly run: () => Promise<unknown>;
};

export async function runMatrix(layers: Layers, cluster?: TestCluster): Promise<MatrixFigures> {
  await using database = await createTestDatabase({
    max: 8,
    withoutPolicies: layers === "program alone" || layers === "neither",
    ...(cluster ? { cluster } : {}),
  });
  await seedMatrix(database);
  const app = await createApp({
    databaseUrl: database.url,
    logger: silentLogger,
    connections: 6,
    withoutPermissionChecks: isProgramSilent(layers),
  });
  const figures = { asked: 0, refused: 0, leaks: [] as string[], shutOut: [] as string[] };
  try {
    for (const role of ALL_ROLES) await runRole({ app, database, layers, role }, figures);
  } finally {
    await app.close();
  }
  return { layers, ...figures };
}

const isProgramSilent = (layers: Layers): boolean => layers === "policies alone" || layers === "neither";

type Ground = { readonly app: App; readonly database: TestDatabase; readonly layers: Layers; readonly role: Role };
type Tally = { asked: number; refused: number; leaks: string[]; shutOut: string[] };

async function runRole(ground: Ground, tally: Tally): Promise<void> {
  const { database, layers, role } = ground;
  const actor = await hireActor(database, role, Number.MAX_SAFE_INTEGER);
  const own = [actor.session.associateId, actor.session.deviceId];
  const calls = [...(await procedureCalls(ground, actor)), ...(await commandCalls(ground, actor))];
  const forbidden = calls.filter(({ isAllowed, mustThrow }) => !isAllowed && mustThrow);
  await unchangedBy(ground, tally, { calls: forbidden, except: [] });
  // Guessing a PIN is counted whoever guesses.
  const aboutOneself = calls.filter(({ isAllowed, mustThrow }) => !isAllowed && !mustThrow);
  await unchangedBy(ground, tally, { calls: aboutOneself, except: own, without: ["wrong_try"] });
  for (const call of calls.filter(({ isAllowed }) => isAllowed)) {
    tally.asked++;
    const answer = await ask(call);
    if (answer.kind === "refused") tally.shutOut.push(`${layers}: ${call.title}: ${answer.code}`);
    else tally.leaks.push(...leaksIn(answer.text, call).map((leak) => `${layers}: ${leak}`));
  }
}

async function unchangedBy(
  { database, layers, role }: Ground,
  tally: Tally,
  {
    calls,
    except,
    without,
  }: { readonly calls: readonly Call[]; readonly except: readonly string[]; readonly without?: readonly string[] },
): Promise<void> {
  const before = await dump(database, except, without);
  for (const call of calls) {
    tally.asked++;
    const answer = await ask(call);
    if (answer.kind === "refused") tally.refused++;
    else if (call.mustThrow && !isProgramSilent(layers)) tally.leaks.push(`${layers}: ${call.title} was let through`);
    tally.leaks.push(...leaksIn(answer.text, call).map((leak) => `${layers}: ${leak}`));
  }
  const after = await dump(database, except, without);
  for (const [table, hash] of after) {
    if (before.get(table) !== hash) tally.leaks.push(`${layers}: ${table} was changed by what a ${role} may not do`);
  }
}

const SIGN_IN_AGAIN = JSON.stringify({ kind: "sign-in-again" });

type Answer = { readonly kind: "answered" | "refused"; readonly code: string; readonly text: string };

async function ask(call: Call): Promise<Answer> {
  try {
    const text = JSON.stringify(await call.run()) ?? "";
    // The exchange's own word for UNAUTHORIZED.
    if (text === SIGN_IN_AGAIN) return { kind: "refused", code: "sign-in-again", text };
    return { kind: "answered", code: "", text };
  } catch (fault) {
    const code = fault instanceof TRPCError ? fault.code : fault instanceof CommandRefused ? fault.message : "threw";
    const words = fault instanceof Error ? fault.message : "";
    return {
      kind: "refused",
      code: code === "INTERNAL_SERVER_ERROR" || code === "threw" ? `${code}: ${words}` : code,
      text: words,
    };
  }
}

function leaksIn(text: string, { title, reach }: Call): string[] {
  return Object.values(LOCATION_OF)
    .filter((locationId) => reach !== "everywhere" && !reach.includes(locationId) && text.includes(canaryOf(locationId)))
    .map((locationId) => `${title} told of ${locationId}`);
}

async function procedureCalls({ app, database, role, layers }: Ground, actor: MatrixActor): Promise<Call[]> {
  const calls: Call[] = [];
  for (const [name, row] of Object.entries(PROCEDURE_ROWS)) {
    for (const place of PLACES) {
      const target = await makeTarget(database, place);
      calls.push({
        ...judge(row, { name, place, actor, layers }),
        title: `${name} as ${role} at ${place}`,
        run: caller({ app, actor }, { name, row, target }),
      });
    }
    if (row.guard === "anyone") continue;
    const target = await makeTarget(database, "own-store");
    const stranger = { isAllowed: false, reach: [], mustThrow: true } as const;
    const asNobody = { app, actor, isNobody: true };
    if (row.guard !== "phone")
      calls.push({ ...stranger, title: `${name} as nobody`, run: caller(asNobody, { name, row, target }) });
    calls.push({
      ...stranger,
      title: `${name} from no phone`,
      run: caller({ ...asNobody, isNoPhone: true }, { name, row, target }),
    });
    if (isAction(row.guard) && STEP_UP.has(row.guard) && layers !== "policies alone") {
      const stale = { session: { ...actor.session, steppedUpUntil: 0 } };
      calls.push({
        ...stranger,
        title: `${name} as ${role}, not proven lately`,
        run: caller({ app, actor: stale }, { name, row, target }),
      });
    }
  }
  return calls;
}

function judge(
  row: ProcedureRow,
  about: { name: string; place: Place; actor: MatrixActor; layers: Layers },
): Pick<Call, "isAllowed" | "reach" | "mustThrow"> {
  const { session } = about.actor;
  const person = personOf(session);
  if (!isAction(row.guard)) {
    return { isAllowed: false, reach: [session.locationId], mustThrow: row.guard === "revoked-phone" };
  }
  if (MADE_UP.has(about.name)) return { isAllowed: false, reach: [], mustThrow: true };
  const place = AT_THIS_STORE.has(about.name) ? "own-store" : about.place;
  // Policies go by row: whoever may do anything at all with a place's rows sees them there, whichever way they are asked for.
  const reach = reachOf(person, about.layers === "policies alone" ? "see-store" : row.guard);
  if (REFUSES_AS_DATA.has(about.name) && place !== "own-store") return { isAllowed: false, reach, mustThrow: reach.length === 0 };
  // Where an administrator asks for a place that there is not, there is nothing to refuse and nothing to find.
  if (place === "unknown") return { isAllowed: false, reach, mustThrow: reach !== "everywhere" };
  return { isAllowed: mayAt(person, row.guard, LOCATION_OF[place]), reach, mustThrow: true };
}

function isAction(guard: ProcedureRow["guard"]): guard is Action {
  return !["own", "phone", "revoked-phone", "anyone"].includes(guard);
}

function caller(
  who: { readonly app: App; readonly actor: MatrixActor; readonly isNobody?: boolean; readonly isNoPhone?: boolean },
  { name, row, target }: { readonly name: string; readonly row: ProcedureRow; readonly target: Target },
): Call["run"] {
  return () => {
    const ask = appRouter.createCaller(contextOf(who));
    const input = row.input(target, who.actor);
    // Boundary: the router by name; the test that every name has a row stands beside it.
    const procedure = name.split(".").reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], ask) as (
      input: unknown,
    ) => Promise<unknown>;
    return procedure(input);
  };
}

/** A refusal, as a throw. */
class CommandRefused extends Error {}

async function commandCalls({ app, database, role }: Ground, actor: MatrixActor): Promise<Call[]> {
  const { associateId, deviceId } = actor.session;
  const calls: Call[] = [];
  for (const [name, row] of Object.entries(COMMAND_ROWS)) {
    // Boundary: keys of the rows.
    const { needs } = HANDLERS[name as CommandName];
    const person = personOf(actor.session);
    const reach = reachOf(person, needs);
    for (const place of PLACES) {
      const target = await makeTarget(database, place);
      const run = (from: string) => async () => {
        const command = {
          id: newId(),
          name,
          v: row.v,
          args: row.args(target),
          by: associateId,
          needs: [],
          issuedAt: new Date().toISOString(),
        };
        // Boundary: ids are branded on the wire; the server checks them.
        const taken = { ...command, seq: null, takenInBy: associateId } as unknown as UnnumberedCommand;
        const applied = await applyCommand(app.exchange, from, taken);
        if (applied.kind !== "answered") throw new CommandRefused(applied.kind);
        const { outcome } = applied;
        if ("refusal" in outcome) throw new CommandRefused(JSON.stringify(outcome.refusal));
        return outcome;
      };
      const isMadeHere = name === "customer.create";
      const isAllowed =
        mayAt(person, needs, LOCATION_OF[isMadeHere ? "own-store" : place]) && (isMadeHere || place !== "unknown");
      calls.push({ isAllowed, reach, mustThrow: true, title: `${name} as ${role} for a client of ${place}`, run: run(deviceId) });
      if (place === "own-store") continue;
      const title = `${name} as ${role} from a phone of ${place}`;
      calls.push({ isAllowed: false, reach, mustThrow: true, title, run: run(target.deviceId) });
    }
  }
  return calls;
}
