import { formatMoney, type LocationId, type Sku } from "@aisle/domain";
import type { Refusal, RefusalCode } from "@aisle/protocol";

/** What a sentence needs to name things as the shop floor does. */
export type Names = {
  /** `Market Street`, or the bare id of a place this phone does not know. */
  readonly place: (locationId: LocationId | string) => string;
  /** `Merino Trench Coat, Camel, M`, or the bare SKU. */
  readonly item: (sku: Sku | string) => string;
  /** ISO 4217; the chain has one. */
  readonly currency: string;
  /** Where the refused command meant to ship from; undefined when it ships nothing. */
  readonly source: string | undefined;
  /** `2:12`: when head office said so. */
  readonly at: string;
};

/** What happened, and what to do about it when the buttons do not say it already. */
export type RefusalWords = { readonly happened: string; readonly next?: string };

type Sentences = {
  readonly [Code in RefusalCode]: (refusal: Extract<Refusal, { readonly code: Code }>, names: Names) => RefusalWords;
};

const FIELD_WORDS: Readonly<Record<string, string>> = {
  line1: "street",
  city: "town",
  postalCode: "postal code",
  country: "country",
};

/** Every no of the rules and of head office, in words for the associate. A new refusal does not compile until it has some. */
const SENTENCES = {
  "sold-out-at-source": (_, { source, at }) => ({
    happened: `The last one${source === undefined ? "" : ` at ${source}`} was promised before this reached head office at ${at}.`,
  }),
  "no-stock-anywhere": (refusal, { item }) => ({
    happened: `No store can send ${item(refusal.sku)} any more.`,
    next: "Offer something like it.",
  }),
  "price-changed": (refusal, { currency, item }) => {
    const was = formatMoney({ minor: refusal.quotedMinor, currency: refusal.quotedCurrency ?? currency });
    const is = formatMoney({ minor: refusal.nowMinor, currency: refusal.nowCurrency ?? currency });
    return { happened: `${item(refusal.sku)} went from ${was} to ${is}.`, next: "Say the new price before you book it." };
  },
  "price-not-ours": ({ sku, quotedMinor, nowMinor, nowCurrency }, { item }) => {
    const was = formatMoney({ minor: quotedMinor, currency: nowCurrency });
    const is = formatMoney({ minor: nowMinor, currency: nowCurrency });
    return {
      happened: `Head office never asked ${was} for ${item(sku)}. It costs ${is}.`,
      next: "Say the price before you book it.",
    };
  },
  "two-currencies": ({ currencies }) => ({
    happened: `One order can't be paid in ${listWords(currencies)}.`,
    next: "Book each on its own.",
  }),
  "total-too-high": ({ maxMinor, currency }) => ({
    happened: `One order can come to ${formatMoney({ minor: maxMinor, currency })} at most.`,
    next: "Book it in parts.",
  }),
  "address-missing": (refusal) => ({
    happened: `The address has no ${listWords(refusal.fields.map((field) => FIELD_WORDS[field] ?? field))}.`,
  }),
  "unknown-item": (refusal) => ({
    happened: `Head office no longer sells ${refusal.sku}.`,
    next: "Offer something like it.",
  }),
  "unknown-customer": () => ({
    happened: "Head office does not know this client.",
    next: "Open the client, check the name, and book again.",
  }),
  "card-number": () => ({
    happened: "A card number must not be kept, so head office kept nothing of this.",
    next: "Take the number out, and send it again.",
  }),
  "already-exists": () => ({ happened: "Head office has this already. Nothing was done twice." }),
  "needs-refused": () => ({
    happened: "This stands on something head office did not take.",
    next: "Sort that one first, then try this again.",
  }),
  "not-allowed": () => ({ happened: "Your sign-in is not allowed to do this.", next: "Ask a manager." }),
  "not-understood": ({ where, why }) => ({ happened: `Head office could not read this (${where}: ${why}). It's safe here.` }),
  "unknown-command": () => ({
    happened: "Head office does not know this kind of request. It's safe here.",
    next: "Update the app, then try again.",
  }),
  "same-id-other-content": () => ({ happened: "Head office has another version of this. It kept its own." }),
  "could-not-be-taken": ({ incident }) => ({ happened: `Head office couldn't take this (code ${incident}). It's safe here.` }),
  "too-old": () => ({
    happened: "This waited longer than head office remembers. It may have been done already.",
    next: "Look at the client's page before you send it again.",
  }),
} satisfies Sentences;

export function refusalWords(refusal: Refusal, names: Names): RefusalWords {
  // Boundary: TypeScript cannot see that the sentence and the refusal were picked by one code.
  const sentence = SENTENCES[refusal.code] as (refusal: Refusal, names: Names) => RefusalWords;
  return sentence(refusal, names);
}

/** `street`, `street or town`, `street, town or country`. */
function listWords(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
