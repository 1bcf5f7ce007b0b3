import type { Address, CommandId, Consent, CustomerId } from "@aisle/domain";
import type { Asked } from "../queries/phone.tsx";

export type NewClient = {
  readonly customerId: CustomerId;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly addresses: readonly Address[];
  readonly consent: Consent;
};

/** `replaces` names the refused command this one is made again from. */
export function createCustomer({ replaces, ...client }: NewClient & { readonly replaces?: CommandId }): Asked {
  return {
    name: "customer.create",
    args: { ...client, addresses: [...client.addresses] },
    label: {
      title: `New client ${client.name}`,
      customerId: client.customerId,
      customerName: client.name,
      ...(replaces && { replaces }),
    },
  };
}
