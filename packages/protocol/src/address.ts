import { ADDRESS_LINE_MAX, type Address } from "@aisle/domain";
import { z } from "zod";
import { text } from "./text.ts";

export const WireAddress = z.object({
  line1: text(ADDRESS_LINE_MAX),
  line2: text(ADDRESS_LINE_MAX),
  city: text(ADDRESS_LINE_MAX),
  region: text(ADDRESS_LINE_MAX),
  postalCode: text(20),
  country: z.string().regex(/^[A-Z]{2}$|^$/),
}) satisfies z.ZodType<Address>;
