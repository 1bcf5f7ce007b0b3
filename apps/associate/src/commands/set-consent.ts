import {
  type Channel,
  CONSENT_WORDS_NOW,
  type CommandId,
  type ConsentWay,
  type CustomerId,
  firstName,
  type Purpose,
} from "@aisle/domain";
import type { Asked } from "../queries/phone.tsx";

/** A client's yes or no, asked in the words of today. */
export function setConsent(ask: {
  readonly client: { readonly customerId: CustomerId; readonly name: string };
  readonly channel: Channel;
  readonly purpose: Purpose;
  readonly isGiven: boolean;
  readonly how: ConsentWay;
  readonly needs: readonly CommandId[];
}): Asked {
  const { client, channel, purpose, isGiven, how, needs } = ask;
  return {
    name: "customer.set-consent",
    args: { customerId: client.customerId, channel, purpose, isGiven, how, words: CONSENT_WORDS_NOW[purpose] },
    label: {
      title: `${firstName(client.name)}’s ${isGiven ? "yes" : "no"} to ${CHANNEL_WORDS[channel]}`,
      customerId: client.customerId,
      customerName: client.name,
    },
    needs,
  };
}

export const CHANNEL_WORDS: Readonly<Record<Channel, string>> = { text: "texts", email: "e-mails", call: "calls" };
