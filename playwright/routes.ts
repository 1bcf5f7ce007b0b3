import type { HeadOffice } from "./fixtures.ts";
import { skuOf, TRENCH_M } from "./shelves.ts";

/** A screen, where it is, and the heading that says it is there. */
export type Place = { readonly name: string; readonly route: string; readonly heading: string | RegExp };

/** Every screen of the app on things that the demo chain has. */
export async function everyPlace(database: HeadOffice["database"]): Promise<readonly Place[]> {
  const [ana] = await database.query<{ id: string }>("select customer_id as id from customer where name = 'Ana Ruiz'");
  // Older ones stay at head office.
  const [order] = await database.query<{ id: string; number: string }>(
    "select order_id as id, number from customer_order where location_id = 'union-square' and is_current order by booked_at desc limit 1",
  );
  if (!ana || !order) throw new Error("the demo chain has no Ana Ruiz, or no order of late");
  const sku = await skuOf(database, TRENCH_M);
  return [
    { name: "today", route: "/", heading: /^Good / },
    { name: "find", route: "/find", heading: "Find" },
    { name: "found", route: "/find?q=cashmre%20swetr", heading: "Find" },
    { name: "item", route: `/item?style=${TRENCH_M.style}&sku=${sku}`, heading: "Merino Trench Coat" },
    { name: "scan", route: "/scan", heading: "Scan" },
    { name: "clients", route: "/clients", heading: "Clients" },
    { name: "client", route: `/client?id=${ana.id}`, heading: "Ana Ruiz" },
    { name: "new-client", route: "/client/new?name=Zo%C3%AB", heading: "New client" },
    { name: "order", route: `/order?id=${order.id}`, heading: `Order ${order.number}` },
    { name: "outbox", route: "/outbox", heading: "Outbox" },
    { name: "action-gone", route: "/action?id=nobody", heading: "Not on this phone" },
    { name: "check", route: "/check", heading: "Check this phone" },
    { name: "store", route: "/store", heading: "Union Square" },
    { name: "save-actions", route: "/save-actions", heading: "Save unsent actions" },
    { name: "take-in", route: "/take-in", heading: "Take in another phone's actions" },
    { name: "phones", route: "/phones", heading: "Phones" },
    { name: "sign-in", route: "/sign-in", heading: "Hello, Maya" },
    { name: "design", route: "/design", heading: /./ },
  ];
}
