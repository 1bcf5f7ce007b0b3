import type { Exchange, PushedCommand, Reply } from "@aisle/protocol";
import { PROTOCOL_VERSION } from "@aisle/protocol";
import { newId } from "./small-chain.ts";
import { fetchAs, type Phone } from "./test-phone.ts";

export const HOME = {
  line1: "1200 Bay St",
  line2: "Apt 4",
  city: "San Francisco",
  region: "CA",
  postalCode: "94123",
  country: "US",
};

/** A booking as a phone would send it. The day quoted is far off unless a test is about it. */
export function aBooking(about: {
  readonly seq: number;
  readonly by: string;
  readonly customerId: string;
  readonly sku: string;
  readonly id?: string;
  readonly orderId?: string;
  readonly quantity?: number;
  readonly from?: string | null;
  readonly quoted?: {
    readonly locationId?: string;
    readonly arrivesOn?: string;
    readonly prices?: Readonly<Record<string, number>>;
  };
  readonly needs?: readonly string[];
}): PushedCommand {
  return {
    seq: about.seq,
    id: about.id ?? newId(),
    name: "order.ship-to-home",
    v: 1,
    args: {
      orderId: about.orderId ?? newId(),
      customerId: about.customerId,
      lines: [{ sku: about.sku, quantity: about.quantity ?? 1 }],
      address: HOME,
      method: "standard",
      from: about.from ?? null,
      quoted: { locationId: "warehouse", arrivesOn: "2099-01-01", prices: {}, ...about.quoted },
    },
    by: about.by,
    needs: [...(about.needs ?? [])],
    issuedAt: "2026-11-23T09:00:00.000Z",
    // Boundary: ids are branded strings on the wire; the server checks them.
  } as PushedCommand;
}

export type { Phone } from "./test-phone.ts";

/** One exchange over HTTP, as the phone's transport makes it. */
export async function exchangeOverHttp(url: string, phone: Phone, about: Partial<Exchange> = {}): Promise<Reply> {
  const response = await fetchAs(phone, url, {
    method: "POST",
    path: "/trpc/sync.exchange",
    body: JSON.stringify({
      proto: PROTOCOL_VERSION,
      device: phone.deviceId,
      app: "test",
      epoch: null,
      push: [],
      outcomesKept: 0,
      cursor: {},
      room: 2000,
      ...about,
    }),
  });
  // Boundary: the type is the router's own.
  const body = (await response.json()) as { result?: { data: Reply }; error?: unknown };
  if (!body.result) throw new Error(`exchange answered ${response.status}: ${JSON.stringify(body)}`);
  return body.result.data;
}
