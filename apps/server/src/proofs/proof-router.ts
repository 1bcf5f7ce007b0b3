import { DOOR, type Querying, withTx } from "@aisle/db";
import { AssociateId, type PinProblem, problemOfPin } from "@aisle/domain";
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { proveYourself } from "../permitted.ts";
import { keepPin } from "../sessions/pin-check.ts";
import { renewSession } from "../sessions/session-writer.ts";
import { beginShift, type ShiftAnswer } from "../sessions/sign-in.ts";
import { anyone, fromPhone, type RequestContext, router, signedIn } from "../trpc.ts";
import type { IdentityProvider } from "./identity-provider.ts";
import { readLink, useLink } from "./one-time-links.ts";
import {
  askForPasskey,
  type Begun,
  beginPasskey,
  finishPasskey,
  provePasskey,
  type RelyingParty,
  relyingParty,
} from "./passkeys.ts";

const MAX_TEXT = 16_384;
const Text = z.string().max(MAX_TEXT);
const Given = z.record(z.string().max(64), z.unknown());
/** What a browser answers; its inside is judged by the library, which takes nothing on trust. */
const Registration = z
  .object({ id: Text, rawId: Text, type: z.literal("public-key"), response: Given, clientExtensionResults: Given })
  .loose();
const Assertion = Registration;
const Proof = z.object({ proofId: z.string().max(64) });
const Query = z.object({ query: z.string().max(4096) });
const Token = z.object({ token: z.string().max(64) });

/** A fresh proof that did not come about, in one word for all reasons; the log has them apart. */
type NotProven = { readonly kind: "not-proven" };
const NOT_PROVEN: NotProven = { kind: "not-proven" };

export type Welcome = {
  readonly name: string;
  /** Null where shifts begin another way than by passkey. */
  readonly passkey: Begun<PublicKeyCredentialCreationOptionsJSON> | null;
};

export const proofRouter = router({
  passkeyOptions: fromPhone
    .input(z.object({ associateId: AssociateId.nullable() }))
    .mutation(({ ctx, input }): Promise<Begun<PublicKeyCredentialRequestOptionsJSON>> => {
      return askForPasskey(atDoor(ctx), { ...input, kind: "passkey" }, asked(ctx, ctx.phone.deviceId));
    }),
  /** Begins a shift by passkey. */
  passkey: fromPhone
    .input(Proof.extend({ response: Assertion }))
    .mutation(async ({ ctx, input }): Promise<ShiftAnswer | NotProven> => {
      const proven = await provePasskey(atDoor(ctx), assertion(input, "passkey"), asked(ctx, ctx.phone.deviceId));
      return proven.kind === "proven" ? start(ctx, proven.associateId, "passkey") : notProven(ctx, proven.why);
    }),
  /** Where the identity provider's own page is. */
  visit: fromPhone.mutation(async ({ ctx }): Promise<{ readonly url: string }> => {
    const visit = { deviceId: ctx.phone.deviceId, associateId: null, kind: "identity-provider" } as const;
    return { url: await providerOf(ctx).begin(atDoor(ctx), visit, { origin: partyOf(ctx).origin, now: ctx.app.now() }) };
  }),
  /** Begins a shift for whoever came back from it. */
  comeBack: fromPhone.input(Query).mutation(async ({ ctx, input }): Promise<ShiftAnswer | NotProven> => {
    const back = { deviceId: ctx.phone.deviceId, kind: "identity-provider", ...input } as const;
    const proven = await providerOf(ctx).finish(atDoor(ctx), back, { origin: partyOf(ctx).origin, now: ctx.app.now() });
    return proven.kind === "proven" ? start(ctx, proven.associateId, "identity-provider") : notProven(ctx, proven.why);
  }),
  stepUpOptions: signedIn.mutation(({ ctx }): Promise<Begun<PublicKeyCredentialRequestOptionsJSON>> => {
    const { associateId, deviceId } = ctx.session;
    return askForPasskey(atDoor(ctx), { associateId, kind: "step-up" }, asked(ctx, deviceId));
  }),
  stepUpPasskey: signedIn
    .input(Proof.extend({ response: Assertion }))
    .mutation(async ({ ctx, input }): Promise<{ readonly kind: "proven" } | NotProven> => {
      const proven = await provePasskey(atDoor(ctx), assertion(input, "step-up"), asked(ctx, ctx.session.deviceId));
      return proven.kind === "proven" ? stepUp(ctx, proven.associateId) : notProven(ctx, proven.why);
    }),
  stepUpVisit: signedIn.mutation(async ({ ctx }): Promise<{ readonly url: string }> => {
    const { associateId, deviceId } = ctx.session;
    const visit = { deviceId, associateId, kind: "step-up" } as const;
    return { url: await providerOf(ctx).begin(atDoor(ctx), visit, { origin: partyOf(ctx).origin, now: ctx.app.now() }) };
  }),
  stepUpComeBack: signedIn.input(Query).mutation(async ({ ctx, input }): Promise<{ readonly kind: "proven" } | NotProven> => {
    const back = { deviceId: ctx.session.deviceId, kind: "step-up", ...input } as const;
    const proven = await providerOf(ctx).finish(atDoor(ctx), back, { origin: partyOf(ctx).origin, now: ctx.app.now() });
    return proven.kind === "proven" ? stepUp(ctx, proven.associateId) : notProven(ctx, proven.why);
  }),
  /** One's own PIN, chosen right after a full start of the shift or a fresh proof. */
  choosePin: signedIn
    .input(z.object({ pin: z.string().max(12) }))
    .mutation(async ({ ctx, input }): Promise<{ readonly kind: "kept" } | { readonly kind: PinProblem }> => {
      if (ctx.session.steppedUpUntil <= ctx.app.now()) throw proveYourself();
      const problem = problemOfPin(input.pin);
      if (problem) return { kind: problem };
      const pepper = ctx.app.secrets.keyFor("pin-pepper");
      await keepPin(ctx.app.database, { associateId: ctx.session.associateId, pin: input.pin, pepper });
      return { kind: "kept" };
    }),
  /** Whom a one-time link lets in, and what they have to do; null for a link that opens nothing. */
  welcome: anyone.input(Token).mutation(async ({ ctx, input }): Promise<Welcome | null> => {
    const { now, proof } = ctx.app;
    const database = atDoor(ctx);
    const person = await readLink(database, input.token, now());
    if (!person) return null;
    const needsPasskey = proof.shiftStart === "passkey";
    const passkey = needsPasskey ? await beginPasskey(database, person, asked(ctx, null)) : null;
    return { name: person.name, passkey };
  }),
  /** Uses the link up: keeps the passkey where there has to be one, and the PIN. */
  settleIn: anyone
    .input(Token.extend({ pin: z.string().max(12), passkey: Proof.extend({ response: Registration }).nullable() }))
    .mutation(
      async ({ ctx, input }): Promise<{ readonly kind: "done" | "link-is-over" } | NotProven | { readonly kind: PinProblem }> => {
        const { now, proof, secrets } = ctx.app;
        const database = atDoor(ctx);
        const person = await readLink(database, input.token, now());
        if (!person) return { kind: "link-is-over" };
        const problem = problemOfPin(input.pin);
        if (problem) return { kind: problem };
        if (proof.shiftStart === "passkey") {
          if (!input.passkey) return NOT_PROVEN;
          // Boundary: the library checks every part of it.
          const response = input.passkey.response as unknown as RegistrationResponseJSON;
          const made = { proofId: input.passkey.proofId, response, associateId: person.associateId };
          if (!(await finishPasskey(database, made, asked(ctx, null)))) return NOT_PROVEN;
        }
        if (!(await useLink(database, input.token, now()))) return { kind: "link-is-over" };
        await keepPin(ctx.app.database, {
          associateId: person.associateId,
          pin: input.pin,
          pepper: secrets.keyFor("pin-pepper"),
        });
        return { kind: "done" };
      },
    ),
});

type OnPhone = RequestContext & { readonly phone: { readonly deviceId: string; readonly locationId: string } };
type InSession = RequestContext & { readonly session: { readonly associateId: string; readonly deviceId: string } };

/** Nobody is known until their proof is judged. */
const atDoor = (ctx: RequestContext): Querying => ctx.app.database.as(DOOR);

function asked(ctx: RequestContext, deviceId: string | null) {
  return { party: partyOf(ctx), deviceId, now: ctx.app.now() };
}

function assertion<Kind extends "passkey" | "step-up">(input: { proofId: string; response: unknown }, kind: Kind) {
  // Boundary: the library checks every part of it.
  return { proofId: input.proofId, kind, response: input.response as AuthenticationResponseJSON };
}

async function start(ctx: OnPhone, associateId: string, way: "passkey" | "identity-provider"): Promise<ShiftAnswer> {
  const { deviceId, locationId } = ctx.phone;
  const { token, ...answer } = await withTx(ctx.app.database, DOOR, (tx) =>
    beginShift(tx, { associateId, deviceId, locationId }, { way, now: ctx.app.now() }),
  );
  if (token) ctx.setSession(token);
  return answer;
}

async function stepUp(ctx: InSession, associateId: string): Promise<{ readonly kind: "proven" } | NotProven> {
  if (associateId !== ctx.session.associateId) return NOT_PROVEN;
  const { deviceId } = ctx.session;
  const granted = await renewSession(atDoor(ctx), { associateId, deviceId }, { isStepUp: true, now: ctx.app.now() });
  if (!granted) return NOT_PROVEN;
  ctx.setSession(granted.token);
  return { kind: "proven" };
}

function notProven(ctx: RequestContext, why: string): NotProven {
  ctx.app.events.notProven(why);
  return NOT_PROVEN;
}

function partyOf(ctx: RequestContext): RelyingParty {
  if (ctx.origin === null)
    throw new TRPCError({ code: "PRECONDITION_FAILED", message: "set AISLE_ORIGIN to the address people open" });
  return relyingParty(ctx.origin);
}

function providerOf(ctx: RequestContext): IdentityProvider {
  if (!ctx.app.identityProvider) throw new TRPCError({ code: "NOT_FOUND", message: "there is no identity provider here" });
  return ctx.app.identityProvider;
}
