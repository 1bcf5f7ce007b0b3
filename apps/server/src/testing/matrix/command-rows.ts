import { CONSENT_WAYS, CONSENT_WORDS } from "@aisle/domain";
import type { CommandName } from "@aisle/protocol";
import { HOME } from "../booking.ts";
import { newId } from "../small-chain.ts";
import type { Target } from "./matrix-world.ts";

const [WORDS = ""] = Object.keys(CONSENT_WORDS);
const [WAY] = CONSENT_WAYS;

/** Every command there is, asked about a client of the target's store. Which action it needs stands with its handler. */
export const COMMAND_ROWS: Readonly<Record<CommandName, { readonly v: number; readonly args: (target: Target) => unknown }>> = {
  "customer.add-note": { v: 1, args: ({ customerId }) => ({ customerId, noteId: newId(), text: "looked in" }) },
  "customer.create": {
    v: 1,
    args: () => ({
      customerId: newId(),
      name: "Made up",
      phone: "",
      email: "",
      addresses: [],
      consent: { text: false, email: false, call: false },
    }),
  },
  "customer.save-address": { v: 1, args: ({ customerId }) => ({ customerId, address: HOME }) },
  "customer.set-consent": {
    v: 1,
    args: ({ customerId }) => ({ customerId, channel: "text", purpose: "service", isGiven: true, words: WORDS, how: WAY }),
  },
  "order.ship-to-home": {
    v: 1,
    args: ({ customerId }) => ({
      orderId: newId(),
      customerId,
      lines: [{ sku: "COAT", quantity: 1 }],
      address: HOME,
      method: "standard",
      from: null,
      quoted: { locationId: "warehouse", arrivesOn: "2099-01-01", prices: {} },
    }),
  },
};
