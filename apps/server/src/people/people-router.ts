import { type Querying, withTx } from "@aisle/db";
import { AssociateId, LocationId, may, mayAt, mayLookAfter, ROLES, type Role } from "@aisle/domain";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { type Asking, notHere, type PlaceOf, permitted } from "../permitted.ts";
import { makeLink } from "../proofs/one-time-links.ts";
import { personContext } from "../sessions/person-context.ts";
import { type ListedSession, readSessionsOf } from "../sessions/session-list.ts";
import { personOf } from "../sessions/session-reader.ts";
import { forgetTriesOf } from "../sessions/wrong-tries.ts";
import { router } from "../trpc.ts";
import { type ListedPerson, readPeopleAt, readPerson } from "./people-reader.ts";
import { addPerson, changePerson, forgetProofs, letGo, movePerson } from "./people-writer.ts";

const Name = z.string().trim().min(1).max(120);
const Login = z
  .string()
  .trim()
  .max(254)
  .transform((text) => text || null);
const AnyRole = z.enum(ROLES);
const Somebody = z.object({ associateId: AssociateId });
const AtPlace = z.object({ locationId: LocationId });

const here: PlaceOf<{ readonly locationId: string }> = ({ input }) => input.locationId;
/** Where somebody works, in the eyes of one who may look after them; nowhere otherwise. */
const theirPlace: PlaceOf<{ readonly associateId: string }> = async ({ ctx, input }) => {
  const person = await readPerson(asMe(ctx), input.associateId);
  if (!person) return null;
  return !ctx.app.checksPermission || mayLookAfter(ctx.session.role, person.role) ? person.locationId : null;
};

/** The database as it is for whoever asks. */
const asMe = ({ app, session }: Asking): Querying => app.database.as(personContext(session));

type LoginAnswer<Done> = Done | { readonly kind: "login-is-taken" };

/** The people of a store, and what proves who they are. */
export const peopleRouter = router({
  list: permitted("see-people", AtPlace, here).query(({ ctx, input }): Promise<readonly ListedPerson[]> => {
    const withAccess = mayAt(personOf(ctx.session), "manage-people", input.locationId);
    return readPeopleAt(asMe(ctx), { locationId: input.locationId, withAccess, now: ctx.app.now() });
  }),
  add: permitted("manage-people", AtPlace.extend({ name: Name, role: AnyRole, login: Login }), here).mutation(
    async ({ ctx, input }): Promise<LoginAnswer<{ readonly kind: "added"; readonly associateId: string }>> => {
      mustBeBelow(ctx, input.role);
      const added = await withTx(ctx.app.database, personContext(ctx.session), (tx) => addPerson(tx, input, ctx.app.now()));
      if (!added) return { kind: "login-is-taken" };
      ctx.app.exchange.poke(added.feeds, ctx.session.deviceId);
      return { kind: "added", associateId: added.associateId };
    },
  ),
  change: permitted("manage-people", Somebody.extend({ name: Name, role: AnyRole, login: Login }), theirPlace).mutation(
    async ({ ctx, input }): Promise<LoginAnswer<{ readonly kind: "changed" }>> => {
      mustBeBelow(ctx, input.role);
      const person = await whois(ctx, input.associateId);
      const changed = await withTx(ctx.app.database, personContext(ctx.session), (tx) => changePerson(tx, person, input));
      if (!changed) return { kind: "login-is-taken" };
      ctx.app.exchange.poke(changed.feeds, ctx.session.deviceId);
      return { kind: "changed" };
    },
  ),
  /** To a store that whoever asks looks after too. */
  move: permitted("manage-people", Somebody.extend({ to: LocationId }), async (asked) => {
    const isTheirs = mayAt(personOf(asked.ctx.session), "manage-people", asked.input.to);
    return isTheirs || !asked.ctx.app.checksPermission ? theirPlace(asked) : null;
  }).mutation(async ({ ctx, input }) => {
    const person = await whois(ctx, input.associateId);
    const moved = await withTx(ctx.app.database, personContext(ctx.session), async (tx) =>
      theirs(await movePerson(tx, person, input.to)),
    );
    ctx.app.exchange.poke(moved.feeds, ctx.session.deviceId);
    return true;
  }),
  leave: permitted("manage-people", Somebody, theirPlace).mutation(async ({ ctx, input }) => {
    const person = await whois(ctx, input.associateId);
    const gone = await withTx(ctx.app.database, personContext(ctx.session), async (tx) => theirs(await letGo(tx, person)));
    ctx.app.exchange.poke(gone.feeds, ctx.session.deviceId);
    return true;
  }),
  /** The secret of a link that lets them in once, to add a passkey and a PIN. */
  invite: permitted("manage-people", Somebody, theirPlace).mutation(async ({ ctx, input }) => {
    const { associateId } = input;
    return { token: await makeLink(asMe(ctx), { associateId, madeBy: ctx.session.associateId, now: ctx.app.now() }) };
  }),
  /** PIN, passkeys and sessions open nothing any more; the link lets them make new ones. */
  startAfresh: permitted("manage-people", Somebody, theirPlace).mutation(({ ctx, input }) => {
    const { associateId } = input;
    return withTx(ctx.app.database, personContext(ctx.session), async (tx) => {
      theirs(await forgetProofs(tx, associateId));
      await forgetTriesOf(tx, associateId);
      return { token: await makeLink(tx, { associateId, madeBy: ctx.session.associateId, now: ctx.app.now() }) };
    });
  }),
  /** After too many wrong PINs. */
  letTryAgain: permitted("end-sessions", Somebody, theirPlace).mutation(async ({ ctx, input }) => {
    await forgetTriesOf(asMe(ctx), input.associateId);
    return true;
  }),
  sessions: permitted("end-sessions", Somebody, theirPlace).query(({ ctx, input }): Promise<readonly ListedSession[]> => {
    return readSessionsOf(asMe(ctx), { ...input, thisOne: ctx.session.sessionId, now: ctx.app.now() });
  }),
});

/** Rolls the transaction back where the database let nothing be changed. */
function theirs<Value>(value: Value): Exclude<Value, null | false> {
  if (value === null || value === false) throw notHere();
  // Boundary: the line above has taken the others out.
  return value as Exclude<Value, null | false>;
}

function mustBeBelow(ctx: Asking, role: Role): void {
  const isAllowed = !ctx.app.checksPermission || (may(ctx.session.role, "manage-people") && mayLookAfter(ctx.session.role, role));
  if (!isAllowed) throw new TRPCError({ code: "FORBIDDEN", message: "not for this role" });
}

async function whois(ctx: Asking, associateId: string) {
  const person = await readPerson(asMe(ctx), associateId);
  if (!person) throw notHere();
  return person;
}
