// How this phone comes to be one of the chain's: a code of a manager's, and a key made here.

import type { DeviceId, LocationId } from "@aisle/domain";
import { joinText, lowerSignature, PHONE_SIGNATURE, readPhoneCode } from "@aisle/protocol";
import type { JoinedAs } from "../phone-db/database.ts";
import type { DatabaseDoor } from "../phone-db/with-database.ts";
import { ensurePhoneKey, keepJoined, toBase64Url } from "../phone-proof/phone-key.ts";
import { APP_VERSION } from "./app-version.ts";
import { askAtTheDoor, askForDemoCode, askToJoin, UNREACHABLE } from "./head-office.ts";
import type { StoreName } from "./session.ts";

export type JoinOutcome =
  | { readonly kind: "joined" }
  | { readonly kind: "unknown-code" | "used-code" | "expired-code" | "other-store" | "revoked" | "not-signed" }
  | { readonly kind: "wait"; readonly seconds: number }
  /** What was typed is no code at all. */
  | { readonly kind: "not-a-code" }
  | { readonly kind: "needs-signal" }
  /** Not on https: this browser keeps no secrets. */
  | { readonly kind: "not-secure" };

export type Joining = {
  /** In the demo, on the computer that runs it: the stores this phone may join with one tap; null everywhere else and without signal. */
  readonly openStores: () => Promise<readonly StoreName[] | null>;
  readonly join: (typed: string) => Promise<JoinOutcome>;
  readonly takeThisComputer: (store: StoreName) => Promise<JoinOutcome>;
};

export function createJoining(deps: {
  readonly door: DatabaseDoor;
  readonly deviceId: DeviceId;
  readonly onJoined: (joined: JoinedAs) => Promise<void>;
}): Joining {
  const { door, deviceId, onJoined } = deps;

  const join = async (typed: string): Promise<JoinOutcome> => {
    const code = readPhoneCode(typed);
    if (code === null) return { kind: "not-a-code" };
    if (!globalThis.crypto?.subtle) return { kind: "not-secure" };
    const { privateKey, publicKey } = await ensurePhoneKey(door);
    const text = new TextEncoder().encode(joinText({ code, device: deviceId, publicKey }));
    const signature = lowerSignature(new Uint8Array(await crypto.subtle.sign(PHONE_SIGNATURE, privateKey, text)));
    const answer = await askToJoin({
      code,
      device: deviceId,
      publicKey,
      signature: toBase64Url(signature),
      app: APP_VERSION,
    });
    if (answer === UNREACHABLE) return { kind: "needs-signal" };
    if (answer.kind !== "joined") return answer;
    const { phoneName, store } = answer;
    // Boundary: head office answers with ids of its own making.
    const joined = { phoneName, store: { ...store, locationId: store.locationId as LocationId } };
    await keepJoined(door, joined);
    await onJoined(joined);
    return { kind: "joined" };
  };

  return {
    openStores: async () => {
      const answer = await askAtTheDoor();
      // Boundary: head office answers with ids of its own making.
      return answer === UNREACHABLE ? null : (answer.stores as readonly StoreName[] | null);
    },
    join,
    takeThisComputer: async (store) => {
      const code = await askForDemoCode(store.locationId);
      return code === UNREACHABLE ? { kind: "needs-signal" } : join(code);
    },
  };
}
