import { type Address, addressLine, type CommandId, type CustomerId } from "@aisle/domain";
import type { Asked } from "../queries/phone.tsx";

export function saveAddress(ask: {
  readonly client: { readonly customerId: CustomerId; readonly name: string };
  readonly address: Address;
  readonly needs: readonly CommandId[];
  /** The refused address this one is made again from. */
  readonly replaces?: CommandId;
}): Asked {
  const { client, address, needs, replaces } = ask;
  return {
    name: "customer.save-address",
    args: { customerId: client.customerId, address },
    label: {
      title: `Address for ${client.name}`,
      detail: addressLine(address),
      customerId: client.customerId,
      customerName: client.name,
      ...(replaces && { replaces }),
    },
    needs,
  };
}
