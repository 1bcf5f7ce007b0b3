import { DOOR, type Querying } from "@aisle/db";
import { beyondBounds } from "@aisle/protocol";
import { initTRPC, TRPCError } from "@trpc/server";
import { ZodRealError } from "zod";
import type { App } from "./app.ts";
import type { LiveSession } from "./sessions/session-reader.ts";
import { apiErrorOf } from "./web/api-error.ts";

/** What one request brings: the running app, who asks, and a way to give or take the cookie of a session. */
export type RequestContext = {
  readonly app: App;
  /** The live session of the request's cookie, or null; asked of the database once, when first wanted. */
  readonly readSession: () => Promise<LiveSession | null>;
  readonly setSession: (token: string | null) => void;
  /** The address people open; null when it is not known for certain. */
  readonly origin: string | null;
};

const t = initTRPC.context<RequestContext>().create({
  errorFormatter: ({ shape, error }) => ({ ...shape, ...apiErrorOf(error) }),
});

/** Looks an input over before it is parsed, so that refusing it costs no more than reading it. */
function lookOver(part: (input: unknown) => unknown) {
  return t.middleware(async ({ getRawInput, next }) => {
    const beyond = beyondBounds(part(await getRawInput()));
    if (!beyond) return next();
    throw new TRPCError({
      code: "BAD_REQUEST",
      cause: new ZodRealError([{ code: "custom", path: [beyond.where], message: beyond.why, input: undefined }]),
    });
  });
}

export const router = t.router;
export const anyone = t.procedure.use(lookOver((input) => input));
/** For the exchange, whose commands are looked over one by one: a malformed one is refused alone. */
export const exchanging = t.procedure.use(lookOver(withoutCommands));
/** From a phone in use. */
export const fromPhone = anyone.use(async ({ ctx, getRawInput, next }) => {
  const phone = await readPhone(ctx.app.database.as(DOOR), await getRawInput());
  if (!phone) throw new TRPCError({ code: "UNAUTHORIZED" });
  return next({ ctx: { ...ctx, phone } });
});
export const signedIn = anyone.use(async ({ ctx, next }) => {
  const session = await ctx.readSession();
  if (!session) throw new TRPCError({ code: "UNAUTHORIZED" });
  return next({ ctx: { ...ctx, session } });
});

async function readPhone(database: Querying, input: unknown) {
  if (input === null || typeof input !== "object" || !("device" in input)) return null;
  const [row] = await database.query<{ device_id: string; location_id: string }>(
    "select device_id, location_id from device where device_id::text = $1 and revoked_at is null",
    [String(input.device)],
  );
  return row ? { deviceId: row.device_id, locationId: row.location_id } : null;
}

function withoutCommands(input: unknown): unknown {
  if (input === null || typeof input !== "object" || !("push" in input) || !Array.isArray(input.push)) return input;
  return { ...input, push: input.push.map(() => null) };
}
