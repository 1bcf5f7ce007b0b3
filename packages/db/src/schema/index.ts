export * from "./broadcast.ts";
export * from "./catalog.ts";
export * from "./customers.ts";
export * from "./orders.ts";
export * from "./staff.ts";
export * from "./stock.ts";
export * from "./sync.ts";
