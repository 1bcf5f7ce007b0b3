// Brings what an older app said up to what head office understands now, one version at a time.
//
//   args of v1 --1 to 2--> args of v2 --2 to 3--> args of v3, parsed by the registry
//
// A step is pure, and kept for ever: an outbox may be months old, and a rescue package older. It is given what a phone sent,
// unparsed: what comes out is parsed like everything else.

import type { COMMANDS, CommandName } from "@aisle/protocol";

export type Upcaster = (args: unknown) => unknown;

/** The steps from version 1 to `Version`: one fewer than it. */
export type StepsTo<Version extends number, Steps extends readonly Upcaster[] = []> = number extends Version
  ? readonly Upcaster[]
  : [unknown, ...Steps]["length"] extends Version
    ? Steps
    : StepsTo<Version, readonly [Upcaster, ...Steps]>;

/** One list for every command; raising a command's `version` does not compile until its next step is written. */
export const UPCASTERS = {
  "customer.add-note": [],
  "customer.create": [],
  "customer.save-address": [],
  "customer.set-consent": [],
  "order.ship-to-home": [shipToHome1To2],
} as const satisfies { readonly [Name in CommandName]: StepsTo<(typeof COMMANDS)[Name]["version"]> };

/** What a person said in version `v`, as they would say it now. */
export function upcast(steps: readonly Upcaster[], v: number, args: unknown): unknown {
  return steps.slice(v - 1).reduce((said, step) => step(said), args);
}

/** Version 1 told prices without a currency or a proof. */
function shipToHome1To2(args: unknown): unknown {
  const quoted = isObject(args) ? args["quoted"] : undefined;
  return isObject(args) && isObject(quoted) ? { ...args, quoted: { ...quoted, currency: null, proofs: null } } : args;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object";
}
