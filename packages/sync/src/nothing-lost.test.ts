import fc from "fast-check";
import { expect, it } from "vitest";
import { exchangeOnce } from "./exchange-once.ts";
import { createMemoryStorage } from "./memory-storage.ts";
import { toPushed } from "./outbox.ts";
import { aBooking, aDevice } from "./testing/builders.ts";
import { createSmallHeadOffice } from "./testing/small-head-office.ts";
import { createVirtualAlarm } from "./testing/virtual-alarm.ts";

const never = new AbortController().signal;

type Step =
  | "issue"
  | "undo"
  | "exchange"
  | "request lost"
  | "answer lost"
  | "two tabs"
  | "answer late"
  | "restore"
  | "restore untold";

it("[SO3] [SO4] [SO6] gives every command exactly one outcome and one effect, in order, whatever the network and head office do", async () => {
  const step = fc.constantFrom<Step>(
    "issue",
    "issue",
    "undo",
    "exchange",
    "request lost",
    "answer lost",
    "two tabs",
    "answer late",
    "restore",
    "restore untold",
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.integer({ min: 0, max: 3 }), async (steps, forgotten) => {
      const storage = createMemoryStorage();
      const office = createSmallHeadOffice();
      office.restore(0, "life-1");
      const alarm = createVirtualAlarm();
      const issued: string[] = [];
      const late: (() => Promise<unknown>)[] = [];
      let lives = 1;
      const exchange = async (answer: (request: Parameters<typeof office.answer>[0]) => ReturnType<typeof office.answer>) => {
        const transport = { exchange: async (request: Parameters<typeof office.answer>[0]) => answer(request) };
        const options = { identity: { device: aDevice, app: "test" }, pushMax: 3, isPull: true, onSending: () => {} };
        return exchangeOnce({ storage, transport, alarm }, options, never);
      };
      const run: Record<Step, () => Promise<unknown>> = {
        issue: async () => {
          const draft = aBooking(issued.length);
          issued.push(draft.id);
          await storage.enqueue(draft);
        },
        undo: async () => {
          const id = issued.at(-1);
          if (id && (await storage.withdraw(id))) issued.pop();
        },
        exchange: () => exchange(office.answer),
        "request lost": () =>
          exchange(() => {
            throw new Error("lost");
          }),
        "answer lost": () =>
          exchange((request) => {
            office.answer(request);
            throw new Error("lost");
          }),
        "two tabs": () => Promise.all([exchange(office.answer), exchange(office.answer)]),
        "answer late": async () => {
          const batch = await storage.takeBatch({ now: alarm.now(), pushMax: 3 });
          const { epoch, cursor } = batch.stand;
          const chain = batch.chain === undefined ? {} : { chain: batch.chain };
          const push = batch.rows.map(toPushed);
          const reply = office.answer({
            proto: 1,
            device: aDevice,
            app: "",
            epoch,
            ...chain,
            push,
            outcomesKept: 0,
            cursor: { ...cursor },
            room: 9,
          });
          if (reply.kind === "ok") late.push(() => storage.apply({ stand: batch.stand, reply, now: alarm.now() }));
          if (reply.kind === "gap")
            late.push(() => storage.restamp({ stand: batch.stand, expected: reply.expected, chain: reply.chain ?? "" }));
        },
        "restore untold": async () => office.restore(Math.max(0, office.effects.length - forgotten), `life-${lives}`),
        restore: async () => {
          lives++;
          office.restore(Math.max(0, office.effects.length - forgotten), `life-${lives}`);
        },
      };
      for (const each of steps) await run[each]();
      for (const arrive of late) await arrive();
      for (let round = 0; round < 40; round++) await exchange(office.answer);

      expect(office.effects).toEqual(issued);
      expect(storage.held().outbox.map((row) => [row.id, row.outcome?.kind])).toEqual(issued.map((id) => [id, "applied"]));
    }),
    { numRuns: 300, seed: 20_261_122 },
  );
});
