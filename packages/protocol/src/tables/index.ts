import type { Associate, Customer, Location, Order } from "@aisle/domain";

/**
 * Small things that change one by one travel and rest as rows. Each names the property that is its key, and whether the phone
 * keeps a copy for each feed: two people of one phone may both have a client in their day, and neither's copy is the other's.
 */
export const TABLES = {
  associates: { key: "associateId", isPerFeed: false },
  customers: { key: "customerId", isPerFeed: true },
  locations: { key: "locationId", isPerFeed: false },
  orders: { key: "orderId", isPerFeed: false },
} as const;

export type Rows = {
  associates: Associate;
  customers: Customer;
  locations: Location;
  orders: Order;
};

export type TableName = keyof typeof TABLES;
export type RowOf<Name extends TableName> = Rows[Name];
