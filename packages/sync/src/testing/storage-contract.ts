import { DAY } from "@aisle/domain";
import { GENESIS, linkOf } from "@aisle/protocol";
import { beforeEach, describe, expect, it } from "vitest";
import type { Held } from "../memory-storage.ts";
import { toPushed } from "../outbox.ts";
import type { Batch, SyncStorage } from "../ports.ts";
import { aBooking, aCustomer, aNewCustomer, anOrder, aPatch, applied, aReply, aStockPart, refused } from "./builders.ts";
import { describeCopies } from "./copies-contract.ts";
import { LIMITS, NOW, type StorageUnderTest } from "./storage-under-test.ts";

/** What every phone storage promises, memory and Dexie alike. `open` gives an empty one each time. */
export function describeStorageContract(name: string, open: () => Promise<StorageUnderTest>): void {
  describe(`${name} as phone storage`, () => {
    let storage: SyncStorage;
    let held: () => Promise<Held>;
    let reopen: () => Promise<SyncStorage>;

    beforeEach(async () => {
      ({ storage, held, reopen } = await open());
    });

    const outboxRow = async (id: string) => (await held()).outbox.find((row) => row.id === id);
    const answer = (batch: Batch, changes: Parameters<typeof aReply>[0] = {}) =>
      storage.apply({ stand: batch.stand, reply: aReply(changes), now: NOW });
    /** Brings the phone to `versions` of row feeds, holding `orders` of the store's. */
    const catchUp = async (orders: number) => {
      const rows = { orders: Array.from({ length: orders }, (_, index) => anOrder(index)) };
      await answer(await storage.takeBatch(LIMITS), { patches: [aPatch("store:downtown", { from: 0, to: 5 }, { rows })] });
    };

    describe("the outbox", () => {
      it("[OB1] [ST5] keeps an issued command when the app is reopened", async () => {
        await storage.enqueue(aBooking(1));
        const again = await reopen();
        expect((await again.takeBatch(LIMITS)).rows.map((row) => row.id)).toEqual([aBooking(1).id]);
      });

      it("[OB2] makes one row of the same command issued twice", async () => {
        const first = await storage.enqueue(aBooking(1));
        const second = await storage.enqueue(aBooking(1));
        expect(second.order).toBe(first.order);
        expect((await held()).outbox).toHaveLength(1);
      });

      it("[OB3] numbers commands without a hole, in the order issued, when they are taken", async () => {
        for (const number of [3, 1, 2]) await storage.enqueue(aBooking(number));
        expect((await held()).outbox.map((row) => row.seq)).toEqual([null, null, null]);
        const { rows } = await storage.takeBatch(LIMITS);
        expect(rows.map((row) => [row.seq, row.id])).toEqual([
          [1, aBooking(3).id],
          [2, aBooking(1).id],
          [3, aBooking(2).id],
        ]);
      });

      it("[CH2] takes unanswered commands again under the numbers they had", async () => {
        await storage.enqueue(aBooking(1));
        await storage.takeBatch(LIMITS);
        await storage.enqueue(aBooking(2));
        const { rows } = await storage.takeBatch(LIMITS);
        expect(rows.map((row) => [row.seq, row.attempts])).toEqual([
          [1, 2],
          [2, 1],
        ]);
      });

      it("[CH1] gives two takers at once the same numbers for the same commands", async () => {
        for (const number of [1, 2, 3]) await storage.enqueue(aBooking(number));
        const [left, right] = await Promise.all([storage.takeBatch(LIMITS), storage.takeBatch(LIMITS)]);
        expect(left.rows.map((row) => [row.id, row.seq])).toEqual(right.rows.map((row) => [row.id, row.seq]));
        expect((await storage.readState()).nextSeq).toBe(4);
      });

      it("[OB4] takes a command back until it was first taken for sending, and leaves no hole", async () => {
        await storage.enqueue(aBooking(1));
        await storage.enqueue(aBooking(2));
        expect(await storage.withdraw(aBooking(1).id)).toBe(true);
        const { rows } = await storage.takeBatch(LIMITS);
        expect(rows.map((row) => [row.seq, row.id])).toEqual([[1, aBooking(2).id]]);
        expect(await storage.withdraw(aBooking(2).id)).toBe(false);
        expect(await outboxRow(aBooking(2).id)).toBeDefined();
      });

      it("[OB4] does not take back a client that a waiting order needs", async () => {
        const client = await storage.enqueue(aNewCustomer(1));
        await storage.enqueue(aBooking(1, { needs: [client.id] }));
        expect(await storage.withdraw(client.id)).toBe(false);
        expect(await storage.withdraw(aBooking(1).id)).toBe(true);
        expect(await storage.withdraw(client.id)).toBe(true);
      });

      it("[OB5] takes back a command with everything that needs it, or nothing", async () => {
        const client = await storage.enqueue(aNewCustomer(1));
        await storage.enqueue(aBooking(1, { needs: [client.id] }));
        await storage.enqueue(aBooking(2));
        await storage.enqueue(aBooking(3, { needs: [aBooking(1).id] }));
        expect(await storage.withdrawWith(client.id)).toBe(true);
        expect((await held()).outbox.map((row) => row.id)).toEqual([aBooking(2).id]);
        expect(await storage.withdrawWith(client.id)).toBe(false);
        await storage.takeBatch(LIMITS);
        await storage.enqueue(aBooking(4, { needs: [aBooking(2).id] }));
        expect(await storage.withdrawWith(aBooking(2).id)).toBe(false);
        expect((await held()).outbox).toHaveLength(2);
      });

      it("[CH1] [CH4] gives each command its place in the chain when it is taken, and says the link before the first", async () => {
        for (const number of [1, 2]) await storage.enqueue(aBooking(number));
        const first = await storage.takeBatch({ now: NOW, pushMax: 1 });
        expect(first.chain).toBe(GENESIS);
        const { chain } = await storage.readState();
        const [row] = first.rows;
        expect(row && linkOf(GENESIS, toPushed(row))).toBe(chain);
        await answer(first, { outcomes: [applied({ id: aBooking(1).id })] });
        expect((await storage.takeBatch(LIMITS)).chain).toBe(chain);
      });

      it("[LE3] keeps answers that came outside an exchange, of its own epoch and once", async () => {
        for (const number of [1, 2]) await storage.enqueue(aBooking(number));
        await answer(await storage.takeBatch(LIMITS));
        const outcomes = [applied({ id: aBooking(1).id })];
        expect(await storage.settle({ epoch: "second-life", outcomes, now: NOW })).toEqual([]);
        expect(await storage.settle({ epoch: "first-life", outcomes, now: NOW })).toEqual([aBooking(1).id]);
        expect(await storage.settle({ epoch: "first-life", outcomes, now: NOW })).toEqual([]);
        expect((await storage.takeBatch(LIMITS)).rows.map((row) => row.id)).toEqual([aBooking(2).id]);
      });

      it("[OB12] saves a command made again and puts the old one aside together, once however often it is asked", async () => {
        await storage.enqueue(aBooking(1));
        const batch = await storage.takeBatch(LIMITS);
        await answer(batch, { outcomes: [refused({ id: aBooking(1).id })] });
        const again = (number: number) => ({
          ...aBooking(number),
          label: { title: "Merino trench coat", replaces: aBooking(1).id },
        });
        const [first, second] = await Promise.all([storage.enqueue(again(2)), storage.enqueue(again(3))]);
        expect(second.id).toBe(first.id);
        expect((await held()).outbox.map((row) => [row.id, row.acknowledged])).toEqual([
          [aBooking(1).id, true],
          [first.id, false],
        ]);
      });

      it("[OB12] puts the old command in front of a person again when the new one is taken back", async () => {
        await storage.enqueue(aBooking(1));
        const batch = await storage.takeBatch(LIMITS);
        await answer(batch, { outcomes: [refused({ id: aBooking(1).id })] });
        await storage.enqueue({ ...aBooking(2), label: { title: "Merino trench coat", replaces: aBooking(1).id } });
        expect(await storage.withdraw(aBooking(2).id)).toBe(true);
        expect((await held()).outbox.map((row) => [row.id, row.acknowledged])).toEqual([[aBooking(1).id, false]]);
      });

      it("remembers when a command was first taken for sending", async () => {
        await storage.enqueue(aBooking(1));
        await storage.takeBatch(LIMITS);
        await storage.takeBatch({ ...LIMITS, now: NOW + 60_000 });
        expect(await outboxRow(aBooking(1).id)).toMatchObject({ sentAt: NOW, attempts: 2 });
      });

      it("[OB3] holds back a command in its grace and those behind it, until the grace is ended", async () => {
        await storage.enqueue(aBooking(1, { notBefore: NOW + 6000 }));
        await storage.enqueue(aBooking(2));
        const held = await storage.takeBatch(LIMITS);
        expect(held.rows).toEqual([]);
        expect(held.nextAt).toBe(NOW + 6000);
        expect(held.waiting).toBe(2);
        await storage.endGrace();
        expect((await storage.takeBatch(LIMITS)).rows).toHaveLength(2);
      });

      it("no longer sends a command once it is answered, and keeps it with its answer", async () => {
        await storage.enqueue(aBooking(1));
        const batch = await storage.takeBatch(LIMITS);
        const done = await answer(batch, { outcomes: [applied({ id: aBooking(1).id })] });
        expect(done.answered).toEqual([aBooking(1).id]);
        const after = await storage.takeBatch(LIMITS);
        expect(after.rows).toEqual([]);
        expect(after.outcomesKept).toBe(1);
        expect((await outboxRow(aBooking(1).id))?.outcome?.kind).toBe("applied");
      });

      it("[OB8] keeps the first answer when a second one comes", async () => {
        await storage.enqueue(aBooking(1));
        const batch = await storage.takeBatch(LIMITS);
        await answer(batch, { outcomes: [applied({ id: aBooking(1).id })] });
        const late = await answer(batch, { outcomes: [refused({ id: aBooking(1).id })] });
        expect(late.answered).toEqual([]);
        expect((await outboxRow(aBooking(1).id))?.outcome?.kind).toBe("applied");
      });

      it("[OB6] [OB11] [RE3] forgets old answers, but never a refusal nobody has seen, nor what waits", async () => {
        for (const number of [1, 2, 3, 4]) await storage.enqueue(aBooking(number));
        const batch = await storage.takeBatch({ now: NOW, pushMax: 3 });
        const outcomes = [applied({ id: aBooking(1).id }), refused({ id: aBooking(2).id }), refused({ id: aBooking(3).id })];
        await answer(batch, { outcomes });
        await storage.acknowledge(aBooking(3).id);
        await storage.prune(NOW);
        expect((await held()).outbox).toHaveLength(4);
        await storage.prune(NOW + DAY);
        expect((await held()).outbox.map((row) => row.id)).toEqual([aBooking(2).id, aBooking(4).id]);
      });

      it("[SO4] numbers again from what head office expects, and offers again what it had taken from there on", async () => {
        for (const number of [1, 2, 3, 4]) await storage.enqueue(aBooking(number));
        const first = await storage.takeBatch({ now: NOW, pushMax: 3 });
        await answer(first, { outcomes: [1, 2, 3].map((number) => applied({ id: aBooking(number).id })) });
        const second = await storage.takeBatch(LIMITS);
        expect(second.rows.map((row) => row.seq)).toEqual([4]);
        await storage.restamp({ stand: second.stand, expected: 2, chain: "link" });
        const third = await storage.takeBatch(LIMITS);
        expect(third.rows.map((row) => [row.seq, row.id])).toEqual([2, 3, 4].map((number) => [number, aBooking(number).id]));
      });

      it("ignores a gap heard late, after the numbers have moved on", async () => {
        await storage.enqueue(aBooking(1));
        const old = await storage.takeBatch(LIMITS);
        await storage.enqueue(aBooking(2));
        await storage.takeBatch(LIMITS);
        await storage.restamp({ stand: old.stand, expected: 9, chain: "link" });
        expect((await storage.takeBatch(LIMITS)).rows.map((row) => row.seq)).toEqual([1, 2]);
      });
    });

    describe("an answer", () => {
      it("[AP1] puts rows and the cursor together, and takes rows away that are gone", async () => {
        await catchUp(2);
        const batch = await storage.takeBatch(LIMITS);
        const gone = [{ table: "orders", key: anOrder(0).orderId } as const];
        await answer(batch, {
          patches: [aPatch("store:downtown", { from: 5, to: 6 }, { gone, rows: { customers: [aCustomer()] } })],
        });
        const { rows, state } = await held();
        expect(rows.orders.map((row) => row.number)).toEqual([10_001]);
        expect(rows.customers.map((row) => [row.name, row.feed])).toEqual([["Ana Lima", "store:downtown"]]);
        expect(state.cursor).toEqual({ "store:downtown": 6 });
      });

      it("[AP2] [AP3] takes no rows from a late or doubled reply, but its outcomes", async () => {
        await catchUp(1);
        await storage.enqueue(aBooking(1));
        const late = await storage.takeBatch(LIMITS);
        await answer(await storage.takeBatch(LIMITS), {
          patches: [aPatch("store:downtown", { from: 5, to: 9 }, { rows: { orders: [anOrder(0, { state: "packed" })] } })],
        });
        const patches = [aPatch("store:downtown", { from: 5, to: 7 }, { rows: { orders: [anOrder(0), anOrder(1)] } })];
        const done = await answer(late, { patches, outcomes: [applied({ id: aBooking(1).id })] });
        expect(done).toEqual({ answered: [aBooking(1).id], feeds: [], rows: 0 });
        const { rows, state } = await held();
        expect(rows.orders.map((row) => row.state)).toEqual(["packed"]);
        expect(state.cursor).toEqual({ "store:downtown": 9 });
      });

      it("[AP2] does not skip versions: a patch that begins elsewhere is left", async () => {
        await catchUp(1);
        const batch = await storage.takeBatch(LIMITS);
        await answer(batch, { patches: [aPatch("store:downtown", { from: 6, to: 8 }, { rows: { orders: [anOrder(3)] } })] });
        expect((await held()).state.cursor).toEqual({ "store:downtown": 5 });
        expect((await held()).rows.orders).toHaveLength(1);
      });

      it("[PL1] drops a feed with its rows and its stock, and nothing else", async () => {
        await catchUp(2);
        await storage.putStock({ epoch: "first-life", parts: [aStockPart()] });
        const batch = await storage.takeBatch(LIMITS);
        await answer(batch, {
          patches: [aPatch("network", { from: 0, to: 3 }, { rows: { customers: [aCustomer()] } })],
          drop: ["store:downtown", "location:airport"],
        });
        const { rows, stock, state } = await held();
        expect([rows.orders, stock]).toEqual([[], []]);
        expect(rows.customers).toHaveLength(1);
        expect(state.cursor).toEqual({ network: 3 });
      });

      it("does not drop a feed on the word of a late reply, once it was read anew", async () => {
        await answer(await storage.takeBatch(LIMITS));
        const late = await storage.takeBatch(LIMITS);
        await catchUp(1);
        await answer(late, { drop: ["store:downtown"] });
        expect((await held()).rows.orders).toHaveLength(1);
        expect((await storage.readState()).cursor).toEqual({ "store:downtown": 5 });
      });

      it("[AP5] leaves a row that moved to another feed where it went", async () => {
        await catchUp(1);
        const batch = await storage.takeBatch(LIMITS);
        await answer(batch, {
          patches: [
            aPatch("store:airport", { from: 0, to: 2 }, { rows: { orders: [anOrder(0)] } }),
            aPatch("store:downtown", { from: 5, to: 6 }, { gone: [{ table: "orders", key: anOrder(0).orderId }] }),
          ],
        });
        expect((await held()).rows.orders.map((row) => row.feed)).toEqual(["store:airport"]);
      });

      it("remembers when it last held everything, and not a page on the way there", async () => {
        await answer(await storage.takeBatch(LIMITS), { more: true });
        expect((await storage.readState()).heardAt).toBeNull();
        await answer(await storage.takeBatch(LIMITS), { more: false });
        expect((await storage.readState()).heardAt).toBe("2026-11-23T09:00:05.000Z");
      });
    });
  });
  describeCopies(name, open);
}
