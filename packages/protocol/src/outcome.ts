import type { ShipToHomeRefusal } from "@aisle/domain";

/** What head office answers besides the rules' own refusals. */
export type GeneralRefusal =
  | { readonly code: "not-understood"; readonly where: string; readonly why: string }
  | { readonly code: "unknown-command" }
  | { readonly code: "not-allowed" }
  | { readonly code: "unknown-customer" }
  /** Somebody wrote down a payment card's number, which nobody may keep. Nothing was kept. */
  | { readonly code: "card-number" }
  | { readonly code: "already-exists" }
  | { readonly code: "needs-refused"; readonly needs: string }
  | { readonly code: "same-id-other-content" }
  /** Older than what head office remembers: it may have been done and forgotten, so it is not done now. */
  | { readonly code: "too-old" }
  | { readonly code: "could-not-be-taken"; readonly incident: string };

export type Refusal = ShipToHomeRefusal | GeneralRefusal;
export type RefusalCode = Refusal["code"];

/** What an applied booking tells the phone: the number to say aloud, and who ships it by when. */
export type ShipToHomeResult = { readonly number: number; readonly locationId: string; readonly arrivesOn: string };
export type CommandResult = ShipToHomeResult | Record<string, never>;

/**
 * The one answer to one command, remembered for ever under its id.
 * `adjusted`: done, but not quite as asked. `refused`: a business no. `failed`: head office could not take it; a person looks.
 */
export type Outcome = {
  readonly id: string;
  readonly seq: number;
  /** Head office's clock, ISO 8601. */
  readonly decidedAt: string;
} & (
  | { readonly kind: "applied" | "adjusted"; readonly result: CommandResult }
  | { readonly kind: "refused" | "failed"; readonly refusal: Refusal }
);
