import type { AssociateId, CommandId, CustomerId, DeviceId, LocationId, OrderId, Sku } from "@aisle/domain";
import { uuidv7 } from "@aisle/domain";
import type { SeededRandom } from "@aisle/domain/testing";
import { exchangeOverHttp, HOME, type Phone } from "@aisle/server/testing";
import { type CommandDraft, createMemoryStorage, exchangeOnce, type MemoryStorage, type Transport } from "@aisle/sync";

/** A phone without a screen: the real engine on memory storage, talking HTTP to the real head office. */
export type SimulatedPhone = {
  readonly storage: MemoryStorage;
  readonly book: (sku: string, quantity: number) => Promise<void>;
  /** One exchange; true when nothing waits any more and everything it follows has been read. */
  readonly exchange: () => Promise<boolean>;
};

const PUSH_MAX = 10;
const FAR_OFF = "2099-01-01";

export function createSimulatedPhone(about: {
  readonly url: string;
  readonly phone: Phone;
  readonly by: string;
  readonly customerId: string;
  readonly random: SeededRandom;
  readonly wrap: (transport: Transport) => Transport;
}): SimulatedPhone {
  const { url, phone, random } = about;
  const storage = createMemoryStorage();
  const transport = about.wrap({ exchange: (request) => exchangeOverHttp(url, phone, request) });
  const newId = () => uuidv7(Date.now(), random.bytes(10));
  const alarm = { now: Date.now, sleep: (ms: number, signal: AbortSignal) => sleepUntilAborted(ms, signal) };
  return {
    storage,
    book: async (sku, quantity) => {
      // Boundary: these ids come from the chain the simulation seeded itself.
      const draft: CommandDraft = {
        id: newId() as CommandId,
        name: "order.ship-to-home",
        v: 2,
        args: {
          orderId: newId() as OrderId,
          customerId: about.customerId as CustomerId,
          lines: [{ sku: sku as Sku, quantity }],
          address: HOME,
          method: "standard",
          from: null,
          quoted: { locationId: "warehouse" as LocationId, arrivesOn: FAR_OFF, prices: {}, currency: null, proofs: null },
        },
        by: about.by as AssociateId,
        needs: [],
        issuedAt: new Date().toISOString(),
        notBefore: 0,
        label: { title: sku },
      };
      await storage.enqueue(draft);
    },
    exchange: async () => {
      const identity = { device: phone.deviceId as DeviceId, app: "simulation" };
      const options = { identity, pushMax: PUSH_MAX, isPull: true, onSending: () => {} };
      const done = await exchangeOnce({ storage, transport, alarm }, options, new AbortController().signal);
      const waits = storage.held().outbox.some((row) => row.outcome === null);
      return done.kind === "ok" && !waits && !done.reply.more;
    },
  };
}

function sleepUntilAborted(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
