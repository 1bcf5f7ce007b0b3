import type { Catalogue } from "../../catalogue/catalogue.ts";
import type { Client, ShownOrder } from "../../queries/clients.ts";
import { dayWords } from "../../words/day-words.ts";
import { variantNameWords, variantWords } from "../../words/option-words.ts";

export type OrderInWords = {
  readonly orderId: string;
  /** `Merino Trench Coat, Camel, M`, with how many more items. */
  readonly title: string;
  readonly client: string;
  /** `Order 10482`, or nothing while head office gave no number. */
  readonly number: string;
  readonly state: string;
  readonly tone: "ok" | "wait" | "quiet";
  readonly isOpen: boolean;
  readonly day: string;
  readonly image: string;
  readonly colour: string;
};

const STATES = {
  confirmed: { state: "Confirmed", tone: "ok", isOpen: true },
  packed: { state: "Packed", tone: "ok", isOpen: true },
  "on-its-way": { state: "On its way", tone: "ok", isOpen: true },
  delivered: { state: "Delivered", tone: "quiet", isOpen: false },
  cancelled: { state: "Cancelled", tone: "quiet", isOpen: false },
} as const;

/** An order as a row says it, whether head office has it or it is only on this phone. */
export function orderInWords(
  shown: ShownOrder,
  known: {
    readonly catalogue: Pick<Catalogue, "variantBySku">;
    readonly nameOf: (customerId: Client["customerId"]) => string | undefined;
  },
): OrderInWords {
  if (shown.kind === "here") {
    const { request, customerId, row } = shown;
    const found = known.catalogue.variantBySku(request.lines[0]?.sku ?? "");
    const title = found ? [found.style.title, variantWords(found.variant)].filter(Boolean).join(", ") : row.label.title;
    return {
      orderId: shown.orderId,
      title: `${title}${moreWords(request.lines.length)}`,
      client: known.nameOf(customerId) ?? row.label.customerName ?? "",
      number: shown.number === null ? "" : `Order ${shown.number}`,
      ...(row.outcome === null ? { state: "On this phone", tone: "wait" as const } : { state: "Confirmed", tone: "ok" as const }),
      isOpen: true,
      day: `Arrives ${dayWords(request.quoted.arrivesOn)}`,
      image: found?.style.image ?? "",
      colour: found?.variant.optionValues[0] ?? "",
    };
  }
  const { order } = shown;
  const line = order.lines[0];
  const title = line ? [line.title, variantNameWords(line.variantName)].filter(Boolean).join(", ") : "Order";
  return {
    orderId: order.orderId,
    title: `${title}${moreWords(order.lines.length)}`,
    client: order.customerName,
    number: `Order ${order.number}`,
    ...STATES[order.state],
    day: order.arrivesOn === null ? "" : `Arrives ${dayWords(order.arrivesOn)}`,
    image: line?.image ?? "",
    colour: line?.variantName.split(", ")[0] ?? "",
  };
}

function moreWords(lines: number): string {
  return lines > 1 ? ` and ${lines - 1} more` : "";
}
