import type { AssociateId } from "../ids.ts";

/** How somebody is written to or called, and what for. */
export const CHANNELS = ["text", "email", "call"] as const;
export type Channel = (typeof CHANNELS)[number];
export const PURPOSES = ["marketing", "service"] as const;
export type Purpose = (typeof PURPOSES)[number];

/**
 * What the client is asked, word for word, under a name that is kept with every answer. Words in use are never changed: new words
 * get a new name, so that an old answer still says what was asked.
 */
export const CONSENT_WORDS = {
  "marketing-1": "May we tell you about new arrivals and events? You can say no at any time, here or in any message.",
  "service-1": "May we tell you about your orders, repairs and appointments?",
} as const satisfies Readonly<Record<string, string>>;
export type ConsentWords = keyof typeof CONSENT_WORDS;

/** The words that are asked now. */
export const CONSENT_WORDS_NOW: Readonly<Record<Purpose, ConsentWords>> = { marketing: "marketing-1", service: "service-1" };

/** By which way the answer came. A closed list: a proof holds no words of anybody's own. */
export const CONSENT_WAYS = ["in-store", "on-the-phone", "signed-form"] as const;
export type ConsentWay = (typeof CONSENT_WAYS)[number];

/** An answer as it stands: the latest of its channel and purpose. `brought-over` and `import` came without a proof of ours. */
export type ConsentState = {
  readonly channel: Channel;
  readonly purpose: Purpose;
  readonly isGiven: boolean;
  /** ISO 8601. */
  readonly at: string;
  readonly by: AssociateId | null;
  readonly proof: { readonly words: string; readonly how: string };
};
