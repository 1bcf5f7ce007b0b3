import { DOOR, type Querying } from "@aisle/db";
import { AssociateId } from "@aisle/domain";
import { z } from "zod";
import { type Asking, permitted } from "../permitted.ts";
import { fromPhone, router, signedIn } from "../trpc.ts";
import { personContext } from "./person-context.ts";
import type { PinAnswer } from "./pin-check.ts";
import { type ListedSession, readOwnerOf, readSessionsOf } from "./session-list.ts";
import { endSession, endSessionById, renewSession } from "./session-writer.ts";
import type { SignInAnswer } from "./sign-in.ts";
import { readTeam, type Team } from "./team-reader.ts";

const Pin = z.string().regex(/^\d{6}$/);
const SessionId = z.object({ sessionId: z.uuid() });

/** The database as it is for whoever asks. */
const asMe = ({ app, session }: Asking): Querying => app.database.as(personContext(session));

/** How to prove oneself anew: by PIN only where shifts begin by it. */
export type StepUpAnswer = PinAnswer | { readonly kind: "other-way" };

/** Beginning, unlocking, proving again and ending. */
export const sessionRouter = router({
  /** Of the store this phone was added to: whoever has no phone of it learns of nobody. */
  team: fromPhone.query(
    async ({ ctx }): Promise<Team> => ({
      way: ctx.app.proof.shiftStart,
      members: await readTeam(ctx.app.database.as(DOOR), ctx.phone.locationId),
    }),
  ),
  signIn: fromPhone
    .input(z.object({ associateId: AssociateId, pin: Pin, app: z.string().max(40) }))
    .mutation(async ({ ctx, input }): Promise<SignInAnswer> => {
      const { app: appVersion, ...who } = input;
      const { deviceId, locationId } = ctx.phone;
      const { token, ...answer } = await ctx.app.signIn({ ...who, deviceId, locationId, appVersion });
      if (token) ctx.setSession(token);
      return answer;
    }),
  /** A fresh proof by PIN, for what asks for one. */
  stepUp: signedIn.input(z.object({ pin: Pin })).mutation(async ({ ctx, input }): Promise<StepUpAnswer> => {
    const { associateId, deviceId } = ctx.session;
    if (ctx.app.proof.shiftStart !== "pin") return { kind: "other-way" };
    const answer = await ctx.app.checkPin({ associateId, deviceId, pin: input.pin, isOurs: true });
    if (answer.kind !== "right") return answer;
    const granted = await renewSession(asMe(ctx), { associateId, deviceId }, { isStepUp: true, now: ctx.app.now() });
    if (granted) ctx.setSession(granted.token);
    return answer;
  }),
  end: signedIn.mutation(async ({ ctx }) => {
    await endSession(asMe(ctx), ctx.session);
    ctx.setSession(null);
  }),
  /** One's own sessions, on every phone. */
  mine: signedIn.query(({ ctx }): Promise<readonly ListedSession[]> => {
    const { associateId, sessionId: thisOne } = ctx.session;
    return readSessionsOf(ctx.app.database.as(DOOR), { associateId, thisOne, now: ctx.app.now() });
  }),
  /** Ends one of one's own. True also when it had ended before, or was never theirs: nothing is told of others. */
  endMine: signedIn.input(SessionId).mutation(async ({ ctx, input }) => {
    const owner = await readOwnerOf(asMe(ctx), input.sessionId);
    if (owner?.associateId === ctx.session.associateId) await endSessionById(asMe(ctx), input.sessionId);
    return true;
  }),
  /** Ends somebody else's, for whoever looks after their store. */
  endOther: permitted("end-sessions", SessionId, async ({ ctx, input }) => {
    return (await readOwnerOf(asMe(ctx), input.sessionId))?.locationId ?? null;
  }).mutation(async ({ ctx, input }) => {
    await endSessionById(asMe(ctx), input.sessionId);
    return true;
  }),
});
