import { CustomerId } from "@aisle/domain";
import { z } from "zod";
import { WireAddress } from "../address.ts";
import { defineCommand } from "../define-command.ts";

/** Puts an address first among a customer's addresses: the newest is where the next order goes. */
export const saveAddress = defineCommand({
  name: "customer.save-address",
  version: 1,
  carriesPersonalData: true,
  args: z.object({ customerId: CustomerId, address: WireAddress }),
});
