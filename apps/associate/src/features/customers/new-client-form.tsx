"use client";

import type { Address, CommandId, CustomerId } from "@aisle/domain";
import type { ArgsOf } from "@aisle/protocol";
import { useRef, useState } from "react";
import { createCustomer } from "../../commands/create-customer.ts";
import { newId } from "../../commands/new-id.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { notSavedWords } from "../../words/not-saved-words.ts";
import { useIssue } from "../shell/use-issue.ts";
import { AddressFields } from "./address-fields.tsx";
import { type AddressProblems, problemsOf, readAddress } from "./address-form.ts";
import css from "./forms.module.css";

type NewClientFormProps = {
  readonly name: string;
  /** The refused client this one is made again from. */
  readonly again?: { readonly replaces: CommandId; readonly args: ArgsOf<"customer.create"> };
  /** With `ship-to` the address is asked for too. */
  readonly asks: "who" | "who-and-ship-to";
  readonly submit: string;
  readonly onMade: (client: MadeClient) => void;
};

export type MadeClient = {
  readonly customerId: CustomerId;
  readonly name: string;
  readonly address: Address | null;
  /** The command that makes them. */
  readonly id: CommandId;
};

const CONSENTS = [
  { field: "text", label: "Texts" },
  { field: "call", label: "Calls" },
] as const;

type Problems = AddressProblems & { readonly name?: string; readonly phone?: string };

/** Name, mobile and consent, and where to ship only when something is shipped. Saved on this phone at once, with no signal too. */
export function NewClientForm({ name, again, asks, submit, onMade }: NewClientFormProps) {
  const issue = useIssue();
  const form = useRef<HTMLFormElement>(null);
  const isSaving = useRef(false);
  const [problems, setProblems] = useState<Problems>();
  const [failure, setFailure] = useState<string>();
  const save = async () => {
    if (!form.current || isSaving.current) return;
    const given = new FormData(form.current);
    const said = (field: string) => String(given.get(field) ?? "").trim();
    const address = asks === "who-and-ship-to" ? readAddress(given) : null;
    const found: Problems = {
      ...(said("name") === "" && { name: "Add the client's name." }),
      ...(said("phone") === "" && given.has("text") && { phone: "Add a mobile number to send texts to." }),
      ...(address && problemsOf(address)),
    };
    setProblems(found);
    if (Object.keys(found).length > 0) {
      const first = [...form.current.elements].find((element) => element instanceof HTMLInputElement && element.name in found);
      if (first instanceof HTMLInputElement) first.focus();
      return;
    }
    isSaving.current = true;
    // Boundary: a fresh UUIDv7 is what a client's id is made of.
    const customerId = again?.args.customerId ?? (newId() as CustomerId);
    const { email = "", consent: before, addresses: others = [] } = again?.args ?? {};
    const consent = { text: given.has("text"), email: before?.email ?? false, call: given.has("call") };
    const addresses = address ? [address, ...others.slice(1)] : others;
    const client = { customerId, name: said("name"), phone: said("phone"), email, addresses, consent };
    try {
      const issued = await issue(createCustomer({ ...client, ...(again && { replaces: again.replaces }) }));
      if (issued.ok) onMade({ customerId, name: client.name, address, id: issued.id });
      else setFailure("Head office will not take this client. Check the name and the number.");
    } catch (fault) {
      setFailure(notSavedWords(fault, { what: "the client", again: "add them once more" }));
    } finally {
      isSaving.current = false;
    }
  };
  return (
    <form
      ref={form}
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextField
        name="name"
        label="Name"
        autoComplete="name"
        autoCapitalize="words"
        defaultValue={name}
        maxLength={200}
        {...(problems?.name === undefined ? {} : { problem: problems.name })}
      />
      <TextField
        name="phone"
        label="Mobile"
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        defaultValue={again?.args.phone ?? ""}
        maxLength={40}
        {...(problems?.phone === undefined ? {} : { problem: problems.phone })}
      />
      <fieldset className={css.consents}>
        <legend className={css.legend}>The client agreed to</legend>
        {CONSENTS.map(({ field, label }) => (
          <label key={field} className={css.consent}>
            <input type="checkbox" className={css.box} name={field} defaultChecked={again?.args.consent[field] ?? false} />
            {label}
          </label>
        ))}
      </fieldset>
      {asks === "who-and-ship-to" && (
        <AddressFields problems={problems} address={again?.args.addresses[0] ?? { country: "US" }} />
      )}
      {failure && (
        <p className={css.problem} role="alert">
          {failure}
        </p>
      )}
      <Button type="submit">{submit}</Button>
    </form>
  );
}
