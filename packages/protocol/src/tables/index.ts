import type { Associate, Customer, Location, Order } from "@aisle/domain";

/** Small things that change one by one travel and rest as rows. Each names the property that is its key. */
export const TABLES = {
  associates: { key: "associateId" },
  customers: { key: "customerId" },
  locations: { key: "locationId" },
  orders: { key: "orderId" },
} as const;

export type Rows = {
  associates: Associate;
  customers: Customer;
  locations: Location;
  orders: Order;
};

export type TableName = keyof typeof TABLES;
export type RowOf<Name extends TableName> = Rows[Name];
