import type { CommandId, CustomerId } from "@aisle/domain";
import type { Asked } from "../queries/phone.tsx";
import { newId } from "./new-id.ts";

export function addNote(ask: {
  readonly client: { readonly customerId: CustomerId; readonly name: string };
  readonly text: string;
  readonly needs: readonly CommandId[];
  /** The refused note this one is made again from. */
  readonly replaces?: CommandId;
}): Asked {
  const { client, text, needs, replaces } = ask;
  return {
    name: "customer.add-note",
    args: { customerId: client.customerId, noteId: newId(), text },
    label: {
      title: `Note on ${client.name}`,
      detail: text,
      customerId: client.customerId,
      customerName: client.name,
      ...(replaces && { replaces }),
    },
    needs,
  };
}
