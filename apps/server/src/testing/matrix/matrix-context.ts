import type { App } from "../../app.ts";
import type { RequestContext } from "../../trpc.ts";
import type { MatrixActor } from "./matrix-world.ts";

/** A request as it comes in: of somebody at work, of nobody on a phone in use, or from no phone at all. */
export function contextOf(who: {
  readonly app: App;
  readonly actor: MatrixActor;
  readonly isNobody?: boolean;
  readonly isNoPhone?: boolean;
}): RequestContext {
  const { deviceId, locationId } = who.actor.session;
  return {
    app: who.app,
    checkPhone: async () => (who.isNoPhone ? { kind: "join" } : { kind: "proven", phone: { deviceId, locationId, name: "" } }),
    address: "127.0.0.1",
    isThisMachine: false,
    readSession: async () => (who.isNobody ? null : who.actor.session),
    setSession: () => undefined,
    origin: "http://localhost:3000",
  };
}
