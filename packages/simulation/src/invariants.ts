import { LEDGER_DIFFERENCES, type OwnersDatabase } from "@aisle/db";
import type { SimulatedPhone } from "./phone.ts";

export type Verdict = {
  /** Commands issued on phones. */
  readonly issued: number;
  readonly applied: number;
  readonly refused: number;
  /** Commands head office has no answer for, or whose answer the phone does not have. */
  readonly lost: number;
  /** Effects beyond one per applied command: orders, reservations, movements. */
  readonly doubled: number;
  /** Units promised beyond what is there less safety, over all places. */
  readonly oversold: number;
  /** Counters the ledger does not explain. */
  readonly ledgerDifferences: number;
  /** Phones whose copy of the store's orders differs from head office's, or whose answers do. */
  readonly diverged: number;
};

/** Holds every phone's storage against Postgres. All but the first three figures must be 0. */
export async function judge(database: OwnersDatabase, phones: readonly SimulatedPhone[]): Promise<Verdict> {
  const answers = await database.query<{ command_id: string; kind: string; order_id: string | null }>(
    `select o.command_id, o.kind, c.order_id from command_outcome o
     left join customer_order c on c.number = (o.outcome -> 'result' ->> 'number')::bigint`,
  );
  const byId = new Map(answers.map((row) => [row.command_id, row]));
  const rows = phones.flatMap((phone) => phone.storage.held().outbox);
  const lost = rows.filter((row) => row.outcome === null || byId.get(row.id)?.kind !== row.outcome.kind).length;
  const applied = answers.filter((row) => row.kind === "applied" || row.kind === "adjusted");
  const [effects] = await database.query<{ orders: string; reservations: string; movements: string; oversold: string }>(
    `select (select count(*) from customer_order where channel = 'ship-to-home') as orders, (select count(*) from reservation) as reservations,
       (select count(*) from stock_movement where kind = 'reserve') as movements,
       (select coalesce(sum(greatest(reserved + leased - greatest(on_hand - unavailable - safety, 0), 0)), 0) from stock_level) as oversold`,
  );
  const doubled = [effects?.orders, effects?.reservations, effects?.movements].reduce(
    (sum, count) => sum + Math.abs(Number(count) - applied.length),
    0,
  );
  const truth = await database.query<{ order_id: string }>(
    "select order_id from customer_order where location_id = 'downtown' order by order_id",
  );
  const trueOrders = truth.map((row) => row.order_id).join();
  const diverged = phones.filter((phone) => {
    const held = phone.storage
      .held()
      .rows.orders.map((order): string => order.orderId)
      .sort();
    return held.join() !== trueOrders;
  }).length;
  return {
    issued: rows.length,
    applied: applied.length,
    refused: answers.length - applied.length,
    lost,
    doubled,
    oversold: Number(effects?.oversold),
    ledgerDifferences: (await database.query(LEDGER_DIFFERENCES)).length,
    diverged,
  };
}
