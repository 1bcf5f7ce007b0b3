import { CustomerId, NAME_MAX } from "@aisle/domain";
import { z } from "zod";
import { WireAddress } from "../address.ts";
import { defineCommand } from "../define-command.ts";
import { requiredText, text } from "../text.ts";

export const createCustomer = defineCommand({
  name: "customer.create",
  version: 1,
  carriesPersonalData: true,
  args: z.object({
    customerId: CustomerId,
    name: requiredText(NAME_MAX),
    phone: text(40),
    email: text(254),
    addresses: z.array(WireAddress).max(20),
    consent: z.object({ text: z.boolean(), email: z.boolean(), call: z.boolean() }),
  }),
});
