import type { z } from "zod";
import { addNote } from "./add-note.ts";
import { createCustomer } from "./create-customer.ts";
import { saveAddress } from "./save-address.ts";
import { setConsent } from "./set-consent.ts";
import { shipToHome } from "./ship-to-home.ts";

/** Every command there is. A line here makes the compiler ask for its handler, its prediction and its sentences. */
export const COMMANDS = {
  "customer.add-note": addNote,
  "customer.create": createCustomer,
  "customer.save-address": saveAddress,
  "customer.set-consent": setConsent,
  "order.ship-to-home": shipToHome,
} as const;

export type CommandName = keyof typeof COMMANDS;
export type ArgsOf<Name extends CommandName> = z.infer<(typeof COMMANDS)[Name]["args"]>;
