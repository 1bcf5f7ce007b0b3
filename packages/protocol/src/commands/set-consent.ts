import { CHANNELS, CONSENT_WAYS, CONSENT_WORDS, type ConsentWords, CustomerId, PURPOSES } from "@aisle/domain";
import { z } from "zod";
import { defineCommand } from "../define-command.ts";

// Boundary: Object.keys forgets that these are the names of the words.
const WORDS = Object.keys(CONSENT_WORDS) as [ConsentWords, ...ConsentWords[]];

/** A client's yes or no for one channel and purpose. `words` names what was asked, `how` by which way the answer came. */
export const setConsent = defineCommand({
  name: "customer.set-consent",
  version: 1,
  carriesPersonalData: true,
  args: z.object({
    customerId: CustomerId,
    channel: z.enum(CHANNELS),
    purpose: z.enum(PURPOSES),
    isGiven: z.boolean(),
    words: z.enum(WORDS),
    how: z.enum(CONSENT_WAYS),
  }),
});
