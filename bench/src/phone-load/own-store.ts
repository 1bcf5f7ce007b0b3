import type { LocationId } from "@aisle/domain";

// Boundary: a fixed name needs no parser in the page.
export const OWN_STORE = "downtown" as LocationId;
