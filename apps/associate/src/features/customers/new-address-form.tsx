"use client";

import type { Address, CommandId } from "@aisle/domain";
import { useRef, useState } from "react";
import { saveAddress } from "../../commands/save-address.ts";
import { type Client, useNeedsOf } from "../../queries/clients.ts";
import { Button } from "../../ui/button.tsx";
import { notSavedWords } from "../../words/not-saved-words.ts";
import { useIssue } from "../shell/use-issue.ts";
import { AddressFields } from "./address-fields.tsx";
import { type AddressProblems, problemsOf, readAddress } from "./address-form.ts";
import css from "./forms.module.css";

/** A new address, put first among the client's: the newest is where the next order goes. */
export function NewAddressForm({
  client,
  again,
  submit = "Ship here",
  onSaved,
}: {
  readonly client: Pick<Client, "customerId" | "name">;
  /** The refused address this one is made again from. */
  readonly again?: { readonly replaces: CommandId; readonly address: Address };
  readonly submit?: string;
  readonly onSaved: (address: Address, id: CommandId) => void;
}) {
  const issue = useIssue();
  const needsOf = useNeedsOf();
  const isSaving = useRef(false);
  const [problems, setProblems] = useState<AddressProblems>();
  const [failure, setFailure] = useState<string>();
  const save = async (form: HTMLFormElement) => {
    if (isSaving.current) return;
    const address = readAddress(new FormData(form));
    const found = problemsOf(address);
    setProblems(found);
    if (found) {
      const first = [...form.elements].find((element) => element instanceof HTMLInputElement && element.name in found);
      if (first instanceof HTMLInputElement) first.focus();
      return;
    }
    isSaving.current = true;
    try {
      const issued = await issue(
        saveAddress({ client, address, needs: await needsOf(client.customerId), ...(again && { replaces: again.replaces }) }),
      );
      if (issued.ok) onSaved(address, issued.id);
      else setFailure("Head office will not take this address. Check each line.");
    } catch (fault) {
      setFailure(notSavedWords(fault, { what: "the address", again: "add it once more" }));
    } finally {
      isSaving.current = false;
    }
  };
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save(event.currentTarget);
      }}
    >
      <AddressFields problems={problems} address={again?.address ?? { country: "US" }} />
      {failure && (
        <p className={css.problem} role="alert">
          {failure}
        </p>
      )}
      <Button type="submit">{submit}</Button>
    </form>
  );
}
