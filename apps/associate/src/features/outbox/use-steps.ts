"use client";

import { missingFromAddress } from "@aisle/domain";
import { type NextStep, nextSteps } from "../../commands/next-steps.ts";
import { useClient } from "../../queries/clients.ts";
import type { OutboxRow } from "../../queries/outbox.ts";
import { useNames } from "./use-names.ts";

/** What can be done about a refusal now, best first, by what this phone knows now. */
export function useSteps(row: OutboxRow): readonly NextStep[] {
  const { context } = useNames(row);
  const client = useClient(row.args.customerId);
  const addressNow = client?.addresses.find((address) => missingFromAddress(address).length === 0);
  return nextSteps(row, { ...context, addressNow });
}
