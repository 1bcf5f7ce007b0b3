// Who may ask what. Every procedure is made from one of these doors, and there is no other:
//
//   anyone       nobody has to be known: joining, and what the way in needs
//   fromPhone    a request signed by a phone that a manager added, and that is in use
//   fromRevoked  a request signed by a phone that was taken out of use: to leave its unsent work
//   signedIn     signed by a phone, with the session of a person on that very phone
//   exchanging   as signedIn, judged inside the exchange: what it answers is the exchange's own

import { beyondBounds } from "@aisle/protocol";
import { initTRPC, TRPCError } from "@trpc/server";
import { ZodRealError } from "zod";
import type { App } from "./app.ts";
import type { Phone, PhoneCheck } from "./phones/phone-proof.ts";
import { PhoneRefusal } from "./phones/phone-refusal.ts";
import type { LiveSession } from "./sessions/session-reader.ts";
import { apiErrorOf } from "./web/api-error.ts";

/** What one request brings: the running app, who asks, and a way to give or take the cookie of a session. */
export type RequestContext = {
  readonly app: App;
  /** Which phone signed the request, or why none did; checked once, when first wanted. */
  readonly checkPhone: () => Promise<PhoneCheck>;
  /** The live session of the request's cookie, or null; asked of the database once, when first wanted. */
  readonly readSession: () => Promise<LiveSession | null>;
  readonly setSession: (token: string | null) => void;
  /** The address people open; null when it is not known for certain. */
  readonly origin: string | null;
  /** Where the connection comes from. */
  readonly address: string;
  /** Whether it comes from this very machine, and nobody passed it on. */
  readonly isThisMachine: boolean;
};

export type Door = "anyone" | "phone" | "revoked-phone" | "signed-in";

const t = initTRPC
  .context<RequestContext>()
  .meta<{ readonly door: Door }>()
  .create({ errorFormatter: ({ shape, error }) => ({ ...shape, ...apiErrorOf(error) }) });

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

/** The phone in use that signed this request; throws what its sender should do instead. */
export async function provenPhone(ctx: Pick<RequestContext, "checkPhone">): Promise<Phone> {
  const check = await ctx.checkPhone();
  if (check.kind === "proven") return check.phone;
  throw refusalOf(check);
}

function refusalOf(check: Exclude<PhoneCheck, { readonly kind: "proven" }>): TRPCError {
  const cause = new PhoneRefusal(check.kind === "revoked" ? { kind: "revoked" } : check);
  return new TRPCError({ code: check.kind === "revoked" ? "FORBIDDEN" : "UNAUTHORIZED", message: cause.message, cause });
}

/** The person whose cookie came with a request of `phone`; a cookie that was taken to another phone is nobody's. */
export async function sessionOn(phone: Phone, ctx: Pick<RequestContext, "readSession" | "app">): Promise<LiveSession | null> {
  const session = await ctx.readSession();
  if (!session || session.deviceId === phone.deviceId) return session;
  const { deviceId, locationId } = phone;
  ctx.app.noteSecurity({ kind: "cookie-of-another-phone", deviceId, locationId, associateId: session.associateId });
  return null;
}

export const router = t.router;
export const anyone = t.procedure.meta({ door: "anyone" }).use(lookOver((input) => input));

export const fromPhone = anyone
  .meta({ door: "phone" })
  .use(async ({ ctx, next }) => next({ ctx: { ...ctx, phone: await provenPhone(ctx) } }));

export const fromRevoked = anyone.meta({ door: "revoked-phone" }).use(async ({ ctx, next }) => {
  const check = await ctx.checkPhone();
  if (check.kind === "proven") throw new TRPCError({ code: "FORBIDDEN", message: "This phone is in use" });
  if (check.kind !== "revoked") throw refusalOf(check);
  return next({ ctx: { ...ctx, phone: check.phone } });
});

export const signedIn = fromPhone.meta({ door: "signed-in" }).use(async ({ ctx, next }) => {
  const session = await sessionOn(ctx.phone, ctx);
  if (!session) throw new TRPCError({ code: "UNAUTHORIZED" });
  return next({ ctx: { ...ctx, session } });
});

/** For the exchange, whose commands are looked over one by one: a malformed one is refused alone. */
export const exchanging = t.procedure.meta({ door: "signed-in" }).use(lookOver(withoutCommands));

function withoutCommands(input: unknown): unknown {
  if (input === null || typeof input !== "object" || !("push" in input) || !Array.isArray(input.push)) return input;
  return { ...input, push: input.push.map(() => null) };
}
