export { Gtin14, type GtinRefusal, gtinCheckDigit, toGtin14 } from "./catalog/barcode.ts";
export type { ElementsByAi } from "./catalog/barcode-elements.ts";
export { readScan, type Scan, type ScanDoubt, type Symbology, symbologyOfAimPrefix } from "./catalog/barcode-scan.ts";
export * from "./catalog/item.ts";
export { type Clock, DAY, HOUR, MINUTE, SECOND } from "./clock.ts";
export { csvCell, csvRow } from "./csv-cell.ts";
export * from "./customers/consent.ts";
export * from "./customers/customer.ts";
export { holdsCardNumber, type SensitiveTopic, sensitiveTopicsIn } from "./customers/note-check.ts";
export * from "./customers/profile-access.ts";
export * from "./ids.ts";
export * from "./locations.ts";
export * from "./money.ts";
export * from "./orders/delivery-promise.ts";
export * from "./orders/order.ts";
export * from "./orders/price-told.ts";
export * from "./orders/ship-to-home.ts";
export * from "./result.ts";
export { type CatalogueHit, type CatalogueResult, searchCatalogue } from "./search/catalogue-search.ts";
export { type CodeIndex, createCodeIndex } from "./search/code-index.ts";
export { createPeopleIndex, type PeopleIndex } from "./search/people-index.ts";
export { createSearchIndex, type SearchIndex } from "./search/search-index.ts";
export * from "./staff/associate.ts";
export {
  ACTIONS,
  type Action,
  may,
  mayAt,
  mayTakeIn,
  PERMISSIONS,
  type Person,
  type Reach,
  reachOf,
  STEP_UP,
} from "./staff/permissions.ts";
export { PIN_LENGTH, type PinProblem, problemOfPin } from "./staff/pin.ts";
export { mayLookAfter } from "./staff/rank.ts";
export * from "./stock/sourcing.ts";
export * from "./stock/stock-level.ts";
export { uuidv7 } from "./uuid.ts";
