import { holdsCardNumber, missingFromAddress } from "@aisle/domain";
import { lockCustomer, putAddressFirst } from "../customers/customer-writer.ts";
import { applied, type CommandHandler, refused } from "./command-handler.ts";

export const saveAddress: CommandHandler<"customer.save-address"> = {
  needs: "keep-clients",
  handle: async (args, { tx, changes, mayAt }) => {
    const fields = missingFromAddress(args.address);
    if (fields.length > 0) return refused({ code: "address-missing", fields });
    if (Object.values(args.address).some(holdsCardNumber)) return refused({ code: "card-number" });
    const customer = await lockCustomer(tx, args.customerId);
    if (!customer || !mayAt("keep-clients", customer.homeLocationId)) return refused({ code: "unknown-customer" });
    await putAddressFirst(tx, changes, customer, args.address);
    return applied();
  },
};
