import { type Address, missingFromAddress } from "@aisle/domain";

/** Tokens and words of each line of an address, in the order a person says it. */
export const ADDRESS_FIELDS = [
  { field: "line1", label: "Street and number", autoComplete: "shipping address-line1" },
  { field: "line2", label: "Apartment, suite (if any)", autoComplete: "shipping address-line2" },
  { field: "city", label: "City", autoComplete: "shipping address-level2" },
  { field: "region", label: "State or region", autoComplete: "shipping address-level1" },
  { field: "postalCode", label: "Postal code", autoComplete: "shipping postal-code" },
  { field: "country", label: "Country", autoComplete: "shipping country" },
] as const satisfies readonly { readonly field: keyof Address; readonly label: string; readonly autoComplete: string }[];

const MISSING_WORDS = {
  line1: "Add the street and the house number.",
  city: "Add the city.",
  postalCode: "Add the postal code.",
  country: "Add the country as two letters, such as US.",
} as const;

export type AddressProblems = { readonly [Field in keyof Address]?: string };

/** An address as typed, made tidy: AutoFill may bring a country in words or small letters. */
export function readAddress(form: FormData): Address {
  const text = (field: keyof Address) => String(form.get(field) ?? "").trim();
  return {
    line1: text("line1"),
    line2: text("line2"),
    city: text("city"),
    region: text("region"),
    postalCode: text("postalCode"),
    country: countryCode(text("country")),
  };
}

/** What keeps the address from being shipped to, by field; undefined when nothing does. */
export function problemsOf(address: Address): AddressProblems | undefined {
  const missing = missingFromAddress(address).map((field) => [field, MISSING_WORDS[field]] as const);
  if (missing.length > 0) return Object.fromEntries(missing);
  return /^[A-Z]{2}$/.test(address.country) ? undefined : { country: MISSING_WORDS.country };
}

/** `US` for `us`, `USA` and `United States`; others stay as typed, in capitals. */
function countryCode(text: string): string {
  return /^(usa|u\.s\.a?\.?|united states( of america)?)$/i.test(text) ? "US" : text.toUpperCase();
}
