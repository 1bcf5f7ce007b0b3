import type { Outcome, Reply } from "@aisle/protocol";
import { TRPCError } from "@trpc/server";
import type { App } from "../app.ts";
import { noteContact } from "../phones/phone-contact.ts";
import type { Phone } from "../phones/phone-proof.ts";
import { provenPhone, type RequestContext, sessionOn } from "../trpc.ts";
import { incidentOf } from "../web/api-error.ts";
import { exchange } from "./exchange.ts";

const TRY_LATER_MS = 5_000;

/**
 * Answers a phone's exchange, head office's own faults included: whatever breaks in here, or is away, the phone is asked to wait
 * and keeps what it has. Only who it is it must show first. A phone that finds no room is asked the same before anything is read for it.
 */
export async function answerExchange(ctx: RequestContext, asked: Parameters<typeof exchange>[2]): Promise<Reply> {
  const { app } = ctx;
  const entry = app.load.enter(asked.push.length > 0 ? "push" : "pull");
  if (entry.kind === "full") {
    app.events.askedToWait();
    return { kind: "try-later", afterMs: entry.afterMs };
  }
  const faulted = (fault: unknown) => app.events.requestFaulted(fault, incidentOf(new Error("contact")), "sync.exchange");
  try {
    const phone = await provenPhone(ctx);
    const session = await sessionOn(phone, ctx);
    if (phone.deviceId !== asked.device) app.noteSecurity({ kind: "other-phone-named", deviceId: phone.deviceId });
    const reply = await exchange(app.exchange, session, asked);
    if (reply.kind === "ok") noteForgeries(app, reply.outcomes, phone);
    if (session) noteContact(app.database, { ...phone, appVersion: asked.app, health: asked.health }).catch(faulted);
    return reply;
  } catch (fault) {
    if (fault instanceof TRPCError) throw fault;
    const incident = incidentOf(fault instanceof Error ? fault : new Error("something that is no error was thrown"));
    app.events.requestFaulted(fault, incident, "sync.exchange");
    return { kind: "try-later", afterMs: TRY_LATER_MS, incident };
  } finally {
    entry.leave();
  }
}

/** Answers that no honest phone is given. Twice for a repeated one, which the events themselves thin out. */
function noteForgeries(app: App, outcomes: readonly Outcome[], { deviceId, locationId }: Phone): void {
  for (const outcome of outcomes) {
    const code = "refusal" in outcome ? outcome.refusal.code : null;
    if (code !== "price-not-ours" && code !== "same-id-other-content") continue;
    app.noteSecurity({ kind: code, deviceId, locationId, detail: { commandId: outcome.id } });
  }
}
