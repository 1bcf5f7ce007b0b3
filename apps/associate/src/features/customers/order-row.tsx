import type { ReactNode } from "react";
import { orderPath } from "../../routes.ts";
import { ListRow } from "../../ui/list-row.tsx";
import { ProductPicture } from "../../ui/product-picture.tsx";
import type { OrderInWords } from "../find-item/order-rows.ts";

type OrderRowProps = {
  readonly order: OrderInWords;
  readonly note: string;
  readonly end: ReactNode;
  readonly picture?: "shown";
};

/** An order of this client; opens the order. */
export function OrderRow({ order, note, end, picture }: OrderRowProps) {
  return (
    <ListRow
      href={orderPath(order.orderId)}
      leading={picture && <ProductPicture image={order.image} colour={order.colour} title={order.title} />}
      title={order.title}
      sub={note}
      trailing={end}
    />
  );
}
