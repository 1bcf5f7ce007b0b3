import type { AssociateId, CustomerId, LocationId } from "../ids.ts";
import type { ConsentState } from "./consent.ts";

/** A place to send to. `country` is ISO 3166-1 alpha-2. */
export type Address = {
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
};

export type Consent = { readonly text: boolean; readonly email: boolean; readonly call: boolean };

export type CustomerNote = { readonly text: string; readonly by: AssociateId | null; readonly at: string };

export type Customer = {
  readonly customerId: CustomerId;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  /** The first one is where this customer's orders go unless said otherwise. */
  readonly addresses: readonly Address[];
  readonly homeLocationId: LocationId;
  readonly associateId: AssociateId | null;
  readonly since: number;
  /** Short words such as `Coats M` or `No wool next to skin`. */
  readonly wears: readonly string[];
  readonly consent: Consent;
  readonly notes: readonly CustomerNote[];
  /** Opening the profile asks for a reason, unless it is one's own client. Absent from an older head office. */
  readonly isVip?: boolean;
  /** Every answer as it stands, with its proof; what was never asked is not here. Absent from an older head office. */
  readonly consents?: readonly ConsentState[];
};

export const NAME_MAX = 200;
export const NOTE_MAX = 4000;
export const ADDRESS_LINE_MAX = 200;

/** The name to speak: the first word, or the whole of a name written in one. */
export function firstName(name: string): string {
  return name.trim().split(/\s+/u)[0] ?? name;
}

/** One line for a row: `1200 Bay St, Apt 4, San Francisco 94123`. */
export function addressLine(address: Address): string {
  const town = [address.city, address.postalCode].filter(Boolean).join(" ");
  return [address.line1, address.line2, town].filter(Boolean).join(", ");
}

/** What keeps an address from being shipped to, in the order a person would fill it in; empty when complete. */
export function missingFromAddress(address: Address): ("line1" | "city" | "postalCode" | "country")[] {
  const needed = ["line1", "city", "postalCode", "country"] as const;
  return needed.filter((field) => address[field].trim() === "");
}
