import type { Role } from "@aisle/domain";
import type { App } from "../app.ts";
import { appRouter } from "../router.ts";
import type { LiveSession } from "../sessions/session-reader.ts";
import { newId } from "./small-chain.ts";

/** The API as somebody at work sees it, behind the doors of HTTP: no cookie, no signature, their session as given. */
export function callerFor(
  app: App,
  who: {
    readonly associateId: string;
    readonly deviceId: string;
    readonly locationId: string;
    readonly role: Role;
    readonly steppedUpUntil?: number;
  },
) {
  const session: LiveSession = {
    name: "Somebody",
    sessionId: newId(),
    homeLocationId: who.locationId,
    regionLocations: [who.locationId],
    way: "pin",
    steppedUpUntil: 0,
    ...who,
  };
  return appRouter.createCaller({
    app,
    origin: "http://localhost",
    checkPhone: async () => ({ kind: "proven", phone: { deviceId: session.deviceId, locationId: session.locationId, name: "" } }),
    address: "127.0.0.1",
    isThisMachine: false,
    readSession: async () => session,
    setSession: () => undefined,
  });
}
