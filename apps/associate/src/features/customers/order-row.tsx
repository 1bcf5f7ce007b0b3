import type { ReactNode } from "react";
import type { Booking } from "../../queries/orders.ts";
import { orderPath } from "../../routes.ts";
import { ListRow } from "../../ui/list-row.tsx";
import { ProductPicture } from "../../ui/product-picture.tsx";
import { itemsWords } from "../../words/booking-words.ts";

type OrderRowProps = {
  readonly booking: Booking;
  readonly note: string;
  readonly end: ReactNode;
  readonly picture?: "shown";
};

/** An order of this client; opens the order. */
export function OrderRow({ booking, note, end, picture }: OrderRowProps) {
  const [first] = booking.lines;
  return (
    <ListRow
      href={orderPath(booking.orderId)}
      leading={picture && first && <ProductPicture image={first.image} colour={first.colour} title={first.title} />}
      title={itemsWords(booking)}
      sub={note}
      trailing={end}
    />
  );
}
