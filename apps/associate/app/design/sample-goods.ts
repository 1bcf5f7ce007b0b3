import type { ProgressStep } from "../../src/ui/progress-list.tsx";
import type { SizeChoice } from "../../src/ui/size-chips.tsx";
import type { StockRow } from "../../src/ui/stock-table.tsx";

export const coatColours: readonly string[] = ["Camel", "Ink", "Ivory", "Loden"];

export const coatSizes: readonly SizeChoice[] = [
  { value: "XS", label: "XS", note: "2 here", state: "here", spoken: "Extra small. 2 here." },
  { value: "S", label: "S", note: "1 here", state: "here", spoken: "Small. 1 here." },
  { value: "M", label: "M", note: "ship", state: "ship", spoken: "Medium. Not here. Ships by Friday, November 27." },
  { value: "L", label: "L", note: "3 here", state: "here", spoken: "Large. 3 here." },
  { value: "XL", label: "XL", note: "none", state: "none", spoken: "Extra large. None anywhere." },
];

export const shoeSizes: readonly SizeChoice[] = ["6", "6½", "7", "7½", "8", "8½", "9", "9½", "10", "11"].map((label, index) =>
  index % 3 === 2
    ? { value: label, label, note: "ship", state: "ship", spoken: "Not here. Ships by Friday, November 27." }
    : { value: label, label, note: `${index + 1} here`, state: "here", spoken: `${index + 1} here.` },
);

export const coatStock: readonly StockRow[] = [
  { place: "Warehouse", note: "At home Fri, Nov 27", quantity: "40+" },
  { place: "Market Street", note: "0.8 mi · open till 9", quantity: "3" },
  { place: "This store", note: "Next delivery Tue, 2 due", quantity: "0", isNone: true },
];

export const setUpSteps: readonly ProgressStep[] = [
  { label: "Store and team", words: "", state: "done" },
  { label: "Catalogue", words: "12,480 items", state: "done" },
  { label: "Stock", words: "38,200 of 49,920", state: "now" },
  { label: "Clients", words: "3,118", state: "ahead" },
  { label: "Pictures", words: "later, on Wi-Fi", state: "ahead" },
];
