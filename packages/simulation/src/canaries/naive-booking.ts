import type { ApplyDeps } from "@aisle/server/testing";

type Run = NonNullable<ApplyDeps["run"]>;

/** Reads what is left, thinks, and writes what it thought: the way most shops' software sells the same unit twice. */
export function naiveBooking(thinkSeconds: number, others: Run | null): Run {
  return async (command, context) => {
    const { tx, changes, actor, commandId } = context;
    if (others && command.name !== "order.ship-to-home") return others(command, context);
    // Boundary: this variant trusts what it is sent, as such software does.
    const args = command.args as { orderId: string; customerId: string; lines: { sku: string; quantity: number }[] };
    const [line] = args.lines;
    const [level] = await tx.query<{ variant: number; reserved: number; left: number }>(
      `select l.variant, l.reserved, l.on_hand - l.reserved - l.safety as left
       from stock_level l join variant v using (variant) where v.sku = $1 and l.location_id = 'warehouse'`,
      [line?.sku],
    );
    if (!line || !level || level.left < line.quantity)
      return { kind: "refused", refusal: { code: "no-stock-anywhere", sku: args.lines[0]?.sku as never } };
    await tx.query("select pg_sleep($1)", [thinkSeconds]);
    await tx.query(
      `insert into customer_order (order_id, number, customer_id, location_id, associate_id, device_id, state, channel, method, currency, total_minor)
       values ($1, nextval('order_number'), $2, $3, $4, $5, 'confirmed', 'ship-to-home', 'standard', 'USD', 0)`,
      [args.orderId, args.customerId, actor.locationId, actor.associateId, actor.deviceId],
    );
    await tx.query("update stock_level set reserved = reserved + $2 where location_id = 'warehouse' and variant = $1", [
      level.variant,
      line.quantity,
    ]);
    await tx.query(
      "insert into reservation (order_id, line, location_id, variant, quantity) values ($1, 1, 'warehouse', $2, $3)",
      [args.orderId, level.variant, line.quantity],
    );
    await tx.query(
      `insert into stock_movement (location_id, variant, kind, reserved_delta, order_id, command_id, associate_id, device_id)
       values ('warehouse', $1, 'reserve', $2, $3, $4, $5, $6)`,
      [level.variant, line.quantity, args.orderId, commandId, actor.associateId, actor.deviceId],
    );
    changes.stock("warehouse", level.variant);
    changes.order(args.orderId, actor.locationId);
    return { kind: "applied", result: {} };
  };
}
