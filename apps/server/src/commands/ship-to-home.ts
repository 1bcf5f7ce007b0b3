import { DAY, decideShipToHome, type PriceDesk } from "@aisle/domain";
import { keepCustomer } from "../customers/customer-reader.ts";
import { ORDER_DAYS } from "../customers/day-writer.ts";
import { insertOrder } from "../orders/order-writer.ts";
import { lockStock, readLineKnowledge } from "../stock/stock-reader.ts";
import { reserveStock } from "../stock/stock-writer.ts";
import { applied, type CommandHandler, RefusedAfterAll, refused, StockMoved } from "./command-handler.ts";

export const shipToHome: CommandHandler<"order.ship-to-home"> = {
  needs: "book-order",
  handle: async (args, { tx, changes, actor, mayAt, commandId, now, locations, prices, attempt }) => {
    const skus = args.lines.map((line) => line.sku);
    if (attempt > 1) await lockStock(tx, skus);
    const [homeLocationId, { bySku, items }] = await Promise.all([
      keepCustomer(tx, args.customerId),
      readLineKnowledge(tx, skus, locations),
    ]);
    if (homeLocationId === null || !mayAt("book-order", homeLocationId)) return refused({ code: "unknown-customer" });
    const destination = locations.get(actor.locationId);
    if (!destination) return refused({ code: "not-allowed" });

    const { proofs } = args.quoted;
    const desk: PriceDesk = {
      prove: prices.prove,
      check: (sku, price) => {
        if (proofs === null) return "none";
        return prices.check(sku, { price, proof: Object.hasOwn(proofs, sku) ? (proofs[sku] ?? "") : "" });
      },
    };
    const decision = decideShipToHome(args, { bySku, destination, now, desk });
    if (!decision.ok) return refused(decision.refusal);

    const lines = decision.value.lines.map((line, index) => {
      const item = items.get(line.sku);
      if (!item) throw new Error(`no item for ${line.sku}`);
      return { ...line, ...item, line: index + 1, sourceLocationId: line.locationId, sourcing: line.sourcing.steps };
    });
    const { associateId, deviceId, locationId } = actor;
    const placing = insertOrder(tx, changes, {
      orderId: args.orderId,
      customerId: args.customerId,
      locationId,
      associateId,
      deviceId,
      method: args.method,
      arrivesOn: decision.value.arrivesOn,
      shipTo: args.address,
      currency: lines[0]?.currency ?? "USD",
      dayUntil: new Date(now + ORDER_DAYS * DAY),
      totalMinor: lines.reduce((total, line) => total + line.priceMinor * line.quantity, 0),
      lines,
    });
    const reservations = lines.map(({ line, variant, quantity, sourceLocationId }) => ({
      orderId: args.orderId,
      line,
      locationId: sourceLocationId,
      variant,
      quantity,
    }));
    const promising = reserveStock(tx, changes, reservations, { associateId, deviceId, commandId });
    promising.catch(() => undefined);
    const number = await placing;
    // Only another command can have taken the order's id: its own repeat is answered before the handler runs.
    if (number === null) throw new RefusedAfterAll({ code: "already-exists" });
    if (!(await promising)) throw new StockMoved();
    const source = lines[0]?.sourceLocationId ?? locationId;
    const result = { number, locationId: source, arrivesOn: decision.value.arrivesOn };
    return decision.value.isLaterThanQuoted ? { kind: "adjusted", result } : applied(result);
  },
};
