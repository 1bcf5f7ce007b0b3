import { GENESIS, linkOf } from "@aisle/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSuperseded, newRow, offerAgain, outcomesKept, type RestingRow, restamp, takeBatch, toPushed } from "./outbox.ts";
import { aBooking, aNewCustomer, applied, refused } from "./testing/builders.ts";

const NOW = 1_000_000;
const FIRST = { nextSeq: 1, chain: GENESIS };

/** Any outbox that can arise: some rows sent and answered or not, then rows never sent, some in their grace. */
const anOutbox = fc
  .record({
    sent: fc.array(fc.constantFrom("waiting", "applied", "refused"), { maxLength: 12 }),
    unsent: fc.array(fc.constantFrom(0, NOW - 1, NOW + 1, NOW + 5000), { maxLength: 8 }),
    first: fc.integer({ min: 1, max: 1000 }),
  })
  .map(({ sent, unsent, first }) => {
    const rows: RestingRow[] = sent.map((state, index) => {
      const row = { ...newRow(aBooking(index), index + 1), seq: first + index, attempts: 1 };
      if (state === "waiting") return row;
      return { ...row, outcome: state === "applied" ? applied(row) : refused(row), outcomeAt: NOW };
    });
    for (const notBefore of unsent) rows.push(newRow(aBooking(rows.length, { notBefore }), rows.length + 1));
    return { rows, nextSeq: first + sent.length };
  });

const waitingOf = (rows: readonly RestingRow[]) => rows.filter((row) => row.outcome === null);

describe("taking a batch", () => {
  it("takes a gapless run in the order issued, and never past a row in its grace", () => {
    fc.assert(
      fc.property(anOutbox, fc.integer({ min: 1, max: 20 }), ({ rows, nextSeq }, pushMax) => {
        const waiting = waitingOf(rows);
        const taken = takeBatch(waiting, { nextSeq, chain: GENESIS }, { now: NOW, pushMax });
        expect(taken.rows.map((row) => row.id)).toEqual(waiting.slice(0, taken.rows.length).map((row) => row.id));
        expect(taken.rows.length).toBeLessThanOrEqual(pushMax);
        for (const [index, row] of taken.rows.entries()) {
          expect(row.seq).toBe((taken.rows[0]?.seq ?? 0) + index);
          if (waiting[index]?.seq === null) expect(row.notBefore).toBeLessThanOrEqual(NOW);
          else expect(row.seq).toBe(waiting[index]?.seq);
        }
        expect(taken.nextSeq).toBe(nextSeq + taken.rows.filter((_, index) => waiting[index]?.seq === null).length);
        const next = waiting[taken.rows.length];
        if (next) expect(taken.hasMore !== (taken.nextAt !== null)).toBe(true);
        if (taken.nextAt !== null) expect(taken.nextAt).toBe(next?.notBefore);
      }),
    );
  });

  it("takes again exactly what it took, while nothing is answered", () => {
    fc.assert(
      fc.property(anOutbox, ({ rows, nextSeq }) => {
        const limits = { now: NOW, pushMax: 50 };
        const waiting = waitingOf(rows);
        const first = takeBatch(waiting, { nextSeq, chain: GENESIS }, limits);
        const stamped = waiting.map((row) => first.rows.find((each) => each.id === row.id) ?? row);
        const second = takeBatch(stamped, first, limits);
        expect(second.rows.map(toPushed)).toEqual(first.rows.map(toPushed));
        expect(second.nextSeq).toBe(first.nextSeq);
      }),
    );
  });

  it("[OB13] is held up by no grace that a clock set back by three days has made endless", () => {
    const DAY = 86_400_000;
    const row = newRow(aBooking(1, { notBefore: NOW + 3 * DAY + 6000 }), 1);
    expect(takeBatch([row], FIRST, { now: NOW, pushMax: 50 }).rows).toHaveLength(1);
    expect(takeBatch([row], FIRST, { now: NOW + 3 * DAY, pushMax: 50 }).nextAt).toBe(NOW + 3 * DAY + 6000);
  });

  it("stays under the byte limit, but never holds back a large command alone", () => {
    const large = (number: number) => newRow(aNewCustomer(number, { name: "é".repeat(60_000) }), number);
    const { rows, hasMore } = takeBatch([large(1), large(2), large(3)], FIRST, { now: NOW, pushMax: 50 });
    expect([rows.length, hasMore]).toEqual([2, true]);
    const huge = newRow(aNewCustomer(1, { name: "x".repeat(500_000) }), 1);
    expect(takeBatch([huge, large(2)], FIRST, { now: NOW, pushMax: 50 }).rows).toHaveLength(1);
  });
});

describe("numbering again", () => {
  it("gives every row head office lacks the next numbers, in the order issued, and leaves refusals alone", () => {
    fc.assert(
      fc.property(anOutbox, fc.integer({ min: 1, max: 1020 }), ({ rows }, expected) => {
        const again = restamp(rows, { nextSeq: expected, chain: GENESIS });
        const lacking = rows.filter(
          (row) => row.seq !== null && (row.outcome === null || (row.outcome.kind === "applied" && row.seq >= expected)),
        );
        expect(again.rows.map((row) => [row.id, row.seq, row.outcome])).toEqual(
          lacking.map((row, index) => [row.id, expected + index, null]),
        );
        expect(again.nextSeq).toBe(expected + lacking.length);
      }),
    );
  });
});

describe("the chain", () => {
  const issued = [1, 2, 3].map((number) => newRow(aBooking(number), number));

  /** The link after `rows`, checked row by row, from `chain`. */
  const followed = (rows: readonly RestingRow[], chain: string) =>
    rows.reduce((link, row) => {
      expect(row.prev).toBe(link);
      if (row.seq === null) throw new Error("a row without a number has no link");
      return linkOf(link, toPushed({ ...row, seq: row.seq }));
    }, chain);

  it("[CH2] links each command to the one before, and keeps numbers and links when it is sent again", () => {
    const first = takeBatch(issued, FIRST, { now: NOW, pushMax: 2 });
    const second = takeBatch([...first.rows, ...issued.slice(2)], first, { now: NOW, pushMax: 50 });
    expect(second.rows.slice(0, 2).map(({ seq, prev }) => [seq, prev])).toEqual(first.rows.map(({ seq, prev }) => [seq, prev]));
    expect(followed(second.rows, GENESIS)).toBe(second.chain);
  });

  it("[CH5] is linked anew onto what head office has, with the next numbers", () => {
    const { rows } = takeBatch(issued, FIRST, { now: NOW, pushMax: 50 });
    const again = restamp(rows, { nextSeq: 9, chain: "head office's link" });
    expect(again.rows.map((row) => row.seq)).toEqual([9, 10, 11]);
    expect(followed(again.rows, "head office's link")).toBe(again.chain);
  });

  it("[OB9] sends a command too large to pass without its words, so that those behind it go on", () => {
    const huge = newRow(aNewCustomer(1, { name: "x".repeat(1_200_000) }), 1);
    const { rows, chain } = takeBatch([huge], FIRST, { now: NOW, pushMax: 50 });
    expect(rows.map(toPushed)[0]?.args).toEqual({ tooLarge: expect.any(Number) });
    expect(followed(rows, GENESIS)).toBe(chain);
  });
});

describe("offering again", () => {
  const [accepted, lost] = [1, 2].map((number) => ({ ...newRow(aBooking(number), number), seq: number, attempts: 1 }));
  const rows = [accepted, lost].flatMap((row) => (row ? [{ ...row, outcome: applied(row), outcomeAt: NOW }] : []));

  it("[SO5] remembers what was accepted, tells head office so, and finds what can no longer be", () => {
    const again = offerAgain(rows, { nextSeq: 3, chain: "" }).rows;
    expect(again.map((row) => [row.seq, row.outcome, row.accepted?.kind])).toEqual([
      [3, null, "applied"],
      [4, null, "applied"],
    ]);
    const [first] = again;
    if (!first) throw new Error("nothing was offered");
    expect(toPushed({ ...first, seq: 3 }).again).toBe(true);
    expect(isSuperseded(first)).toBe(false);
    expect(isSuperseded({ ...first, outcome: applied(first) })).toBe(false);
    expect(isSuperseded({ ...first, outcome: refused(first) })).toBe(true);
  });

  it("[SO5] still knows after a second loss what was accepted before the first", () => {
    const once = offerAgain(rows, { nextSeq: 3, chain: "" }).rows;
    const twice = offerAgain(once, { nextSeq: 5, chain: "" }).rows;
    expect(twice.map((row) => row.accepted)).toEqual(rows.map((row) => row.outcome));
  });
});

describe("which outcomes are kept", () => {
  it("are all those up to the first command still unanswered", () => {
    fc.assert(
      fc.property(anOutbox, ({ rows, nextSeq }) => {
        const kept = outcomesKept(waitingOf(rows), nextSeq);
        const firstUnanswered = rows.find((row) => row.seq !== null && row.outcome === null)?.seq ?? nextSeq;
        expect(kept).toBe(firstUnanswered - 1);
      }),
    );
  });
});
