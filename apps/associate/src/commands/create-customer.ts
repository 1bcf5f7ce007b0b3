import type { Address, Consent, CustomerId } from "@aisle/domain";
import type { Asked } from "../queries/phone.tsx";

export type NewClient = {
  readonly customerId: CustomerId;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly addresses: readonly Address[];
  readonly consent: Consent;
};

export function createCustomer(client: NewClient): Asked {
  return {
    name: "customer.create",
    args: { ...client, addresses: [...client.addresses] },
    label: { title: `New client ${client.name}`, customerId: client.customerId, customerName: client.name },
  };
}
