// Whose session this phone's requests travel under. The phone is handed over without signal, and the cookie stays behind.
//
//   Maya's cookie, phone with Jo --next contact--> "Jo's PIN was entered here" (ticket) --> Jo's cookie --> then the exchange
//
// An exchange of Jo's under Maya's cookie would be answered with Maya's feeds, and take Jo's off the phone.

import type { AssociateId } from "@aisle/domain";
import type { AisleDatabase } from "../phone-db/database.ts";
import { askToResume } from "./head-office.ts";

const SETTING = "session-of";

export type OwnSession = {
  /** Head office has just given this person a cookie here. */
  readonly isNow: (associateId: AssociateId) => Promise<void>;
  /** This phone has just seen this person's PIN: it says so at the next contact. */
  readonly wantTicket: (associateId: AssociateId, ticket: string) => void;
  /**
   * Before an exchange: brings the cookie to whoever holds the phone. Rejects without signal; `sign-in-again` where only a new
   * sign-in helps.
   */
  readonly ready: () => Promise<"ready" | "sign-in-again">;
  /** Whether the cookie is the holder's, as far as this phone knows. */
  readonly isOurs: () => boolean;
};

export async function createOwnSession(deps: {
  readonly database: AisleDatabase;
  readonly holder: () => AssociateId | null;
  readonly ask?: typeof askToResume;
}): Promise<OwnSession> {
  const { database, holder, ask = askToResume } = deps;
  let cookieOf: unknown = (await database.settings.get(SETTING))?.value ?? null;
  let wanted: { readonly associateId: AssociateId; readonly ticket: string } | null = null;
  const isNow = async (associateId: AssociateId) => {
    cookieOf = associateId;
    if (wanted?.associateId !== associateId) wanted = null;
    await database.settings.put({ key: SETTING, value: associateId });
  };
  return {
    isNow,
    isOurs: () => cookieOf === holder(),
    wantTicket: (associateId, ticket) => {
      wanted = { associateId, ticket };
    },
    ready: async () => {
      const person = holder();
      const asked = wanted;
      if (person === null) return "sign-in-again";
      if (asked?.associateId === person) {
        const answer = await ask(asked);
        if (wanted === asked) wanted = null;
        if (answer === "resumed") await isNow(person);
      }
      return cookieOf === person ? "ready" : "sign-in-again";
    },
  };
}
