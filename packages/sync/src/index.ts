export * from "./outbox.ts";
export * from "./ports.ts";
export { type Incoming, packStock, patchStock, type StockColumn, type Units } from "./stock-column.ts";
