import type { Address, CommandId, CustomerId, DeliveryMethod, LocationId, Money, OrderId, Sku } from "@aisle/domain";
import type { Asked } from "../queries/phone.tsx";

/** One booking as the associate sees it: one unit, for somebody, from somewhere, by a day. */
export type ShipToHomeAsk = {
  /** Minted when the sheet opens, so that however often the button is pressed it is one order. */
  readonly orderId: OrderId;
  readonly client: { readonly customerId: CustomerId; readonly name: string };
  /** `title` with its colour and size, for the outbox. */
  readonly item: { readonly sku: Sku; readonly title: string; readonly image: string };
  /** What one costs, and head office's proof that it is so; null where this phone has none. */
  readonly price: Money & { readonly proof: string | null };
  readonly address: Address;
  readonly method: DeliveryMethod;
  /** The building chosen by hand, or null for the rule's choice. */
  readonly from: LocationId | null;
  /** What the client is told. */
  readonly quoted: { readonly locationId: LocationId; readonly arrivesOn: string };
  /** In words, for the outbox: `Arrives Fri, Nov 27`. */
  readonly detail: string;
  /** The command that makes this client, while it waits itself. */
  readonly needs: readonly CommandId[];
  /** The refused booking this one is made again from. */
  readonly replaces?: CommandId;
};

export function shipToHome(ask: ShipToHomeAsk): Asked {
  const { orderId, client, item, price, address, method, from, quoted, detail, needs, replaces } = ask;
  return {
    name: "order.ship-to-home",
    args: {
      orderId,
      customerId: client.customerId,
      lines: [{ sku: item.sku, quantity: 1 }],
      address,
      method,
      from,
      quoted: {
        ...quoted,
        prices: { [item.sku]: price.minor },
        currency: price.currency,
        proofs: price.proof === null ? null : { [item.sku]: price.proof },
      },
    },
    label: {
      title: `Ship ${item.title} to ${client.name}`,
      detail,
      image: item.image,
      customerId: client.customerId,
      customerName: client.name,
      ...(replaces && { replaces }),
    },
    needs,
  };
}
