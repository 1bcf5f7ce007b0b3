import { holdsCardNumber } from "@aisle/domain";
import { insertNote, lockCustomer } from "../customers/customer-writer.ts";
import { applied, type CommandHandler, refused } from "./command-handler.ts";

export const addNote: CommandHandler<"customer.add-note"> = {
  needs: "keep-clients",
  handle: async (args, { tx, changes, actor, mayAt }) => {
    if (holdsCardNumber(args.text)) return refused({ code: "card-number" });
    const customer = await lockCustomer(tx, args.customerId);
    if (!customer || !mayAt("keep-clients", customer.homeLocationId)) return refused({ code: "unknown-customer" });
    const { noteId, text } = args;
    const isNew = await insertNote(tx, changes, customer, { noteId, text, associateId: actor.associateId });
    return isNew ? applied() : refused({ code: "already-exists" });
  },
};
