import { randomUUID } from "node:crypto";
import { CHANNELS, CONSENT_WORDS_NOW, holdsCardNumber } from "@aisle/domain";
import { recordConsent } from "../customers/consent-writer.ts";
import { insertCustomer } from "../customers/customer-writer.ts";
import { applied, type CommandHandler, refused } from "./command-handler.ts";

export const createCustomer: CommandHandler<"customer.create"> = {
  needs: "keep-clients",
  handle: async (args, { tx, changes, actor, now }) => {
    const said = [args.name, args.email, ...args.addresses.flatMap((address) => Object.values(address))];
    if (said.some(holdsCardNumber)) return refused({ code: "card-number" });
    const isNew = await insertCustomer(tx, changes, {
      ...args,
      homeLocationId: actor.locationId,
      associateId: actor.associateId,
      since: new Date(now).getUTCFullYear(),
    });
    if (!isNew) return refused({ code: "already-exists" });
    for (const channel of CHANNELS) {
      if (!args.consent[channel]) continue;
      const proof = { words: CONSENT_WORDS_NOW.marketing, how: "in-store" };
      const about = { customerId: args.customerId, channel, purpose: "marketing", isGiven: true, proof, actor, now } as const;
      await recordConsent(tx, { ...about, eventId: randomUUID() });
    }
    return applied();
  },
};
