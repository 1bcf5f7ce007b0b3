// Who may ask what. Every procedure for a person at work is made here and names its action; without one it is for nobody.
//
//   signed in?  ->  may this role do it anywhere?  ->  at this place?  ->  proven again just now, where that is asked?
//   UNAUTHORIZED    FORBIDDEN                          NOT_FOUND           PRECONDITION_REQUIRED
//
// 1. Something that is elsewhere and something that is nowhere are answered alike, so that no id can be tried out.
// 2. The place comes from head office's own rows or the session, never from what the phone says about itself.
// 3. The session was read for this very request: a new role, a move or a goodbye counts from the next one on.

import { type Action, may, mayAt, STEP_UP } from "@aisle/domain";
import { TRPCError } from "@trpc/server";
import type { z } from "zod";
import { type LiveSession, personOf } from "./sessions/session-reader.ts";
import { type RequestContext, signedIn } from "./trpc.ts";

export type Asking = RequestContext & { readonly session: LiveSession };

/** The location that an ask is about; null when what it is about does not exist. */
export type PlaceOf<Input> = (asked: { readonly ctx: Asking; readonly input: Input }) => string | null | Promise<string | null>;

/** For what belongs to the store of the phone in hand. */
export const atThisStore: PlaceOf<unknown> = ({ ctx }) => ctx.session.locationId;

/** A procedure for those who may do `action` at the place its input is about. */
export function permitted<Schema extends z.ZodType>(action: Action, input: Schema, placeOf: PlaceOf<z.output<Schema>>) {
  return signedIn.input(input).use(async ({ ctx, input: asked, next }) => {
    if (ctx.app.checksPermission) {
      // Boundary: tRPC has just parsed it with `input`.
      await judge(ctx, action, () => placeOf({ ctx, input: asked as z.output<Schema> }));
    }
    return next();
  });
}

async function judge(ctx: Asking, action: Action, place: () => string | null | Promise<string | null>): Promise<void> {
  const { session } = ctx;
  const person = personOf(session);
  if (!may(session.role, action)) throw new TRPCError({ code: "FORBIDDEN", message: "not for this role" });
  const locationId = await place();
  if (locationId === null || !mayAt(person, action, locationId)) throw notHere();
  if (STEP_UP.has(action) && session.steppedUpUntil <= ctx.app.now()) throw proveYourself();
}

/** The one answer for what is not there and for what is not theirs. */
export function notHere(): TRPCError {
  return new TRPCError({ code: "NOT_FOUND", message: "nothing here by that name" });
}

/** The phone asks for a fresh proof and then once more. */
export function proveYourself(): TRPCError {
  return new TRPCError({ code: "PRECONDITION_REQUIRED", message: "prove who you are first" });
}
