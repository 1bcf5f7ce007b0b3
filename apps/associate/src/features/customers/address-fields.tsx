"use client";

import type { Address } from "@aisle/domain";
import { TextField } from "../../ui/field.tsx";
import { ADDRESS_FIELDS, type AddressProblems } from "./address-form.ts";

/** The lines of an address inside a form, filled in as far as `address` is known; the phone's AutoFill knows each of them. */
export function AddressFields({
  problems,
  address,
}: {
  readonly problems: AddressProblems | undefined;
  readonly address: Partial<Address>;
}) {
  return ADDRESS_FIELDS.map(({ field, label, autoComplete }) => (
    <TextField
      key={field}
      name={field}
      label={label}
      autoComplete={autoComplete}
      maxLength={field === "postalCode" ? 20 : 200}
      autoCapitalize={field === "postalCode" || field === "country" ? "characters" : "words"}
      defaultValue={address[field] ?? ""}
      {...(problems?.[field] === undefined ? {} : { problem: problems[field] })}
    />
  ));
}
