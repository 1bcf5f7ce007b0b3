import { recordConsent } from "../customers/consent-writer.ts";
import { lockCustomer } from "../customers/customer-writer.ts";
import { applied, type CommandHandler, refused } from "./command-handler.ts";

export const setConsent: CommandHandler<"customer.set-consent"> = {
  needs: "keep-clients",
  handle: async (args, { tx, changes, actor, mayAt, commandId, now }) => {
    const { customerId, words, how, ...answer } = args;
    const customer = await lockCustomer(tx, customerId);
    if (!customer || !mayAt("keep-clients", customer.homeLocationId)) return refused({ code: "unknown-customer" });
    await recordConsent(tx, { ...answer, eventId: commandId, customerId, proof: { words, how }, actor, now });
    changes.customer(customerId);
    return applied();
  },
};
