import type { SeededRandom } from "@aisle/domain/testing";
import { PROTOCOL_VERSION } from "@aisle/protocol";
import { aBooking, HOME, newId } from "@aisle/server/testing";

/** An exchange before it is sent, loose enough to be spoiled anywhere. */
export type Draft = { push: DraftCommand[]; cursor: Record<string, unknown> } & Record<string, unknown>;
export type DraftCommand = Record<string, unknown> & { args: Record<string, unknown> };

/** A phone in the wrong hands: a real session, whose exchanges are spoiled before they go out. */
export type Attacker = {
  readonly deviceId: string;
  readonly cookie: string;
  /** The number head office expects next, as far as this phone was told. */
  nextSeq: number;
  /** How far it has read: it asks for what is new, as any phone. */
  readonly cursor: Record<string, number>;
  /** What it was answered before, to be asked again, altered or reordered. */
  readonly sent: DraftCommand[];
};

/** What an attacker knows of others: ids that are not its own. */
export type Others = {
  readonly phones: readonly string[];
  readonly commands: readonly string[];
  readonly orders: readonly string[];
  readonly people: readonly string[];
  readonly customers: readonly string[];
  readonly stores: readonly string[];
};

export type Knowledge = {
  readonly by: string;
  readonly customerId: string;
  readonly skus: readonly string[];
  readonly others: Others;
};

/** A command an honest phone might send now. */
export function honestCommand(random: SeededRandom, about: Knowledge, seq: number): DraftCommand {
  const base = { seq, id: newId(), v: 1, by: about.by, needs: [], issuedAt: "2026-11-23T09:00:00.000Z" };
  switch (random.int(4)) {
    case 0:
      return { ...base, name: "customer.add-note", args: { customerId: about.customerId, noteId: newId(), text: "Likes navy" } };
    case 1:
      return { ...base, name: "customer.save-address", args: { customerId: about.customerId, address: { ...HOME } } };
    default: {
      const booking = aBooking({ seq, by: about.by, customerId: about.customerId, sku: random.pick(about.skus) });
      return { ...booking, args: { ...Object(booking.args), address: { ...HOME } } };
    }
  }
}

/** An exchange as this phone would send it if it were honest: up to three new commands under the right numbers. */
export function honestExchange(random: SeededRandom, about: Knowledge, phone: Attacker): Draft {
  const push = Array.from({ length: random.int(4) }, (_, index) => honestCommand(random, about, phone.nextSeq + index));
  return {
    proto: PROTOCOL_VERSION,
    device: phone.deviceId,
    app: "fuzz",
    epoch: null,
    push,
    outcomesKept: Math.max(0, phone.nextSeq - 1),
    cursor: { ...phone.cursor },
    room: 2000,
  };
}
