import type { CommandName } from "@aisle/protocol";
import { addNote } from "./add-note.ts";
import type { CommandHandler } from "./command-handler.ts";
import { createCustomer } from "./create-customer.ts";
import { saveAddress } from "./save-address.ts";
import { setConsent } from "./set-consent.ts";
import { shipToHome } from "./ship-to-home.ts";

/** Head office's side of every command; one missing does not compile. */
export const HANDLERS = {
  "customer.add-note": addNote,
  "customer.create": createCustomer,
  "customer.save-address": saveAddress,
  "customer.set-consent": setConsent,
  "order.ship-to-home": shipToHome,
} satisfies { readonly [Name in CommandName]: CommandHandler<Name> };
