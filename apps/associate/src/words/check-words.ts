import type { PhoneCheck } from "../queries/shift-check.ts";

/** The whole comparison in one sentence: `14 actions today. Head office has all 14.` */
export function checkWords({ actions, has }: Pick<PhoneCheck, "actions" | "has">): string {
  if (actions === 0) return "Nothing was done on this phone today.";
  const done = actions === 1 ? "1 action today." : `${actions} actions today.`;
  if (has === actions) return `${done} Head office has ${actions === 1 ? "it" : `all ${actions}`}.`;
  return `${done} Head office has ${has === 0 ? "none of them yet" : `${has} of them`}.`;
}

/** Both sides have the same. */
export function isWhole({ onlyHere, lost, unlisted }: Pick<PhoneCheck, "onlyHere" | "lost" | "unlisted">): boolean {
  return onlyHere.length + lost.length + unlisted.length === 0;
}

const KINDS: Readonly<Record<string, string>> = {
  "order.ship-to-home": "A booking shipped home",
  "customer.create": "A new client",
  "customer.save-address": "An address",
  "customer.add-note": "A note",
  "customer.set-consent": "A yes or no",
};

/** What a command is, where only its name is known. */
export function kindWords(name: string): string {
  return KINDS[name] ?? "Something newer than this app";
}
