import { buildAssociates } from "./demo-associates.ts";
import { buildClients } from "./demo-clients.ts";
import { buildItems } from "./demo-items.ts";
import { buildOrders } from "./demo-orders.ts";
import { buildStock } from "./demo-stock.ts";
import { buildLocations } from "./demo-stores.ts";
import type { DemoChain } from "./demo-types.ts";

/**
 * Builds "Aldergate & Co", a chain that does not exist: the same for the same seed and day on every machine.
 * `today` is epoch milliseconds; every date in the chain is counted from the start of that UTC day.
 */
export function buildDemoChain({ seed, today }: { readonly seed: number; readonly today: number }): DemoChain {
  const locations = buildLocations();
  const styles = buildItems(seed);
  const associates = buildAssociates({ seed, today, locations });
  const clients = buildClients({ seed, today, locations, associates });
  const jo = associates.find(({ name, locationId }) => name.startsWith("Jo ") && locationId === "union-square");
  const tom = clients.find(({ name }) => name === "Tom Keller");
  return {
    name: "Aldergate & Co",
    today,
    locations,
    styles,
    stock: buildStock({ seed, today, locations, styles }),
    associates,
    clients,
    lookedUp: jo && tom ? [{ associateId: jo.associateId, customerId: tom.customerId }] : [],
    orders: buildOrders({ seed, today, locations, styles, associates, clients }),
  };
}
