import { insertCustomer } from "../customers/customer-writer.ts";
import { applied, type CommandHandler, refused } from "./command-handler.ts";

export const createCustomer: CommandHandler<"customer.create"> = {
  needs: "keep-clients",
  handle: async (args, { tx, changes, actor, now }) => {
    const isNew = await insertCustomer(tx, changes, {
      ...args,
      homeLocationId: actor.locationId,
      associateId: actor.associateId,
      since: new Date(now).getUTCFullYear(),
    });
    return isNew ? applied() : refused({ code: "already-exists" });
  },
};
