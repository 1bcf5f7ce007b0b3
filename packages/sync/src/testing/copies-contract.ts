import { beforeEach, describe, expect, it } from "vitest";
import type { Held } from "../memory-storage.ts";
import type { Batch, SyncStorage } from "../ports.ts";
import { aBooking, airport, anOrder, aPatch, applied, aReply, aStockPart, refused } from "./builders.ts";
import { LIMITS, NOW, type StorageUnderTest } from "./storage-under-test.ts";

/** What every phone storage promises of head office's rows, columns and parts: its copies, which can all be read again. */
export function describeCopies(name: string, open: () => Promise<StorageUnderTest>): void {
  describe(`${name} as a place for copies`, () => {
    let storage: SyncStorage;
    let held: () => Promise<Held>;

    beforeEach(async () => {
      ({ storage, held } = await open());
    });

    const answer = (batch: Batch, changes: Parameters<typeof aReply>[0] = {}) =>
      storage.apply({ stand: batch.stand, reply: aReply(changes), now: NOW });
    /** Brings the phone to version 5 of the store's feed, holding `orders` of its orders. */
    const catchUp = async (orders: number) => {
      const rows = { orders: Array.from({ length: orders }, (_, index) => anOrder(index)) };
      await answer(await storage.takeBatch(LIMITS), { patches: [aPatch("store:downtown", { from: 0, to: 5 }, { rows })] });
    };

    describe("stock and catalogue", () => {
      it("follows a location by changes once its column is there, and not before", async () => {
        const change = (from: number, to: number) =>
          aPatch(
            "location:airport",
            { from, to },
            {
              stock: [
                [0, 1, 0, 5, "2026-12-01"],
                [1, 0, 0, 0, ""],
                [4, 9, 9, 0, ""],
              ],
            },
          );
        await answer(await storage.takeBatch(LIMITS), { patches: [change(0, 7)] });
        expect((await held()).stock).toEqual([]);
        await storage.putStock({ epoch: "first-life", parts: [aStockPart()] });
        await answer(await storage.takeBatch(LIMITS), { patches: [change(7, 8)] });
        const [column] = (await held()).stock;
        expect(column && [...column.available]).toEqual([1, 0, 40_000, 0, 9]);
        expect(column && [...column.promisable]).toEqual([0, 0, 39_999, 0, 9]);
        expect(column?.incoming).toEqual([{ ordinal: 0, units: 5, on: "2026-12-01" }]);
        expect((await storage.readState()).cursor).toEqual({ "location:airport": 8 });
      });

      it("[BR4] ignores stock of another life of head office", async () => {
        await answer(await storage.takeBatch(LIMITS));
        await storage.putStock({ epoch: "second-life", parts: [aStockPart()] });
        expect((await held()).stock).toEqual([]);
        expect((await storage.readState()).cursor).toEqual({});
      });

      it("[BR4] [AP6] does not fall back to a column older than what it has followed", async () => {
        await answer(await storage.takeBatch(LIMITS));
        await storage.putStock({ epoch: "first-life", parts: [aStockPart({ version: 9, available: [5] })] });
        await storage.putStock({ epoch: "first-life", parts: [aStockPart({ version: 8, available: [6] })] });
        expect((await storage.readState()).cursor).toEqual({ "location:airport": 9 });
        expect([...((await held()).stock[0]?.available ?? [])]).toEqual([5]);
      });

      it("[BR3] adds parts one by one and swaps a whole catalogue at once", async () => {
        const epoch = "first-life";
        const part = (number: number, sha: string) => ({ part: number, sha, text: `{"part":${number}}` });
        await answer(await storage.takeBatch(LIMITS));
        await storage.putParts({ epoch, parts: [part(0, "a"), part(1, "b"), part(2, "c")], whole: null });
        expect((await storage.readState()).catalogue).toBeNull();
        const whole = { held: { version: 4, styles: 200, variants: 900 }, keep: [0, 1] };
        await storage.putParts({ epoch, parts: [part(1, "d")], whole });
        expect((await storage.storedParts()).toSorted((a, b) => a.part - b.part)).toEqual([
          { part: 0, sha: "a" },
          { part: 1, sha: "d" },
        ]);
        expect((await storage.readState()).catalogue).toEqual({ version: 4, styles: 200, variants: 900 });
        await storage.putParts({ epoch: "second-life", parts: [part(2, "e")], whole: { ...whole, keep: [2] } });
        expect(await storage.storedParts()).toHaveLength(2);
      });
    });

    describe("starting over", () => {
      it("[SO1] drops what was read and never what waits", async () => {
        await catchUp(2);
        await storage.putStock({ epoch: "first-life", parts: [aStockPart({ locationId: airport })] });
        await storage.enqueue(aBooking(1));
        await storage.takeBatch(LIMITS);
        await storage.startOver({ feeds: "all", epoch: "first-life" });
        const { rows, stock, state } = await held();
        expect([rows.orders, stock, state.cursor]).toEqual([[], [], {}]);
        expect((await storage.takeBatch(LIMITS)).rows.map((row) => [row.id, row.seq])).toEqual([[aBooking(1).id, 1]]);
      });

      it("drops only the feeds it is told", async () => {
        await catchUp(1);
        await storage.putStock({ epoch: "first-life", parts: [aStockPart()] });
        await storage.startOver({ feeds: ["location:airport"], epoch: "first-life" });
        expect((await held()).stock).toEqual([]);
        expect((await storage.readState()).cursor).toEqual({ "store:downtown": 5 });
      });

      it("[SO3] offers accepted commands again in another life of head office, and no refused ones", async () => {
        for (const number of [1, 2, 3]) await storage.enqueue(aBooking(number));
        const batch = await storage.takeBatch(LIMITS);
        await answer(batch, { outcomes: [applied({ id: aBooking(1).id }), refused({ id: aBooking(2).id })] });
        await storage.startOver({ feeds: [], epoch: "second-life" });
        const again = await storage.takeBatch(LIMITS);
        expect(again.stand.epoch).toBe("second-life");
        expect(again.rows.map((row) => [row.id, row.seq])).toEqual([
          [aBooking(1).id, 4],
          [aBooking(3).id, 5],
        ]);
        const late = await answer(batch, { outcomes: [applied({ id: aBooking(3).id })] });
        expect(late.answered).toEqual([]);
      });

      it("[SO3] offers again all it still keeps, a year later by its own clock", async () => {
        await storage.enqueue(aBooking(1));
        await answer(await storage.takeBatch(LIMITS), { outcomes: [applied({ id: aBooking(1).id })] });
        await storage.startOver({ feeds: "all", epoch: "second-life" });
        expect((await storage.takeBatch(LIMITS)).rows.map((row) => row.id)).toEqual([aBooking(1).id]);
      });
    });
  });
}
