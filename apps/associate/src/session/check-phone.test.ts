import type { CommandId } from "@aisle/domain";
import type { Account, Outcome } from "@aisle/protocol";
import { newRow, type OutboxRow } from "@aisle/sync";
import { aBooking, aDevice, anId } from "@aisle/sync/testing";
import { expect, test } from "vitest";
import { type AccountAsk, checkPhone } from "./check-phone.ts";

const SINCE = Date.parse("2026-11-23T08:00:00Z");
const YESTERDAY = "2026-11-22T20:00:00.000Z";

function row(number: number, changes: Partial<OutboxRow> = {}): OutboxRow {
  // Boundary: only parts that every kind of command has are changed.
  return { ...newRow(aBooking(number), number), ...changes } as OutboxRow;
}

function confirmed(number: number, decidedAt = "2026-11-23T09:01:00.000Z"): OutboxRow {
  const outcome: Outcome = { id: aBooking(number).id, seq: number, decidedAt, kind: "applied", result: {} };
  return row(number, { seq: number, outcome, outcomeAt: Date.parse(decidedAt) });
}

/** A head office that has what `known` names, and of this phone since the morning what `own` names besides. */
function check(rows: readonly OutboxRow[], { known, own = [] }: { known: readonly OutboxRow[]; own?: readonly string[] }) {
  const asked: AccountAsk[] = [];
  const settled: Outcome[] = [];
  const has = new Set<string>(known.map((each) => each.id));
  const done = checkPhone<"unreachable">({
    device: aDevice,
    rows: async () => rows,
    settle: async ({ outcomes }) => {
      settled.push(...outcomes);
      return outcomes.map((outcome) => outcome.id);
    },
    since: SINCE,
    now: () => SINCE,
    ask: async (question): Promise<Account> => {
      asked.push(question);
      const unlisted = [...known.map((each) => each.id), ...own].filter((id) => !question.ids.some((each) => each === id));
      return {
        epoch: "e",
        lastSeq: 0,
        chain: null,
        answered: question.ids
          .filter((id) => has.has(id))
          .map((id) => ({ id, seq: 1, decidedAt: YESTERDAY, kind: "applied", result: {} })),
        unknown: question.ids.filter((id) => !has.has(id)),
        // Boundary: ids of this test's own making.
        unlisted: unlisted.map((id) => ({ id: id as CommandId, name: "order.ship-to-home", decidedAt: YESTERDAY })),
      };
    },
  });
  return { done, asked, settled };
}

test("[AC1] a shift that head office has whole is said to be whole", async () => {
  const rows = [confirmed(1), confirmed(2)];
  expect(await check(rows, { known: rows }).done).toMatchObject({ actions: 2, has: 2, onlyHere: [], lost: [], unlisted: [] });
});

test("[AC1] what head office has never seen is named, from earlier days too", async () => {
  const old = row(1, { issuedAt: YESTERDAY });
  const rows = [old, confirmed(2), row(3)];
  const found = await check(rows, { known: [confirmed(2)] }).done;
  expect(found).toMatchObject({ actions: 2, has: 1, onlyHere: [{ id: old.id }, { id: row(3).id }] });
});

test("[AC1] what head office confirmed and does not know any more is named apart from what was never sent", async () => {
  expect(await check([confirmed(1)], { known: [] }).done).toMatchObject({
    has: 0,
    onlyHere: [],
    lost: [{ id: confirmed(1).id }],
  });
});

test("[AC2] what head office has from this phone and the phone does not list is named", async () => {
  const found = await check([confirmed(1)], { known: [confirmed(1)], own: [anId(77)] }).done;
  expect(found).toMatchObject({ unlisted: [{ id: anId(77) }] });
});

test("[AC2] what was asked for yesterday and answered today is listed, and not taken for strange", async () => {
  const overnight = { ...confirmed(1), issuedAt: YESTERDAY };
  expect(await check([overnight], { known: [overnight] }).done).toMatchObject({ actions: 0, unlisted: [] });
});

test("[LE3] an answer that never reached this phone is kept when the account brings it", async () => {
  const { done, settled } = check([row(1)], { known: [row(1)] });
  expect(await done).toMatchObject({ actions: 1, has: 1, onlyHere: [] });
  expect(settled).toMatchObject([{ id: row(1).id, kind: "applied" }]);
});

test("[AC1] a long list is asked about in parts, without taking one part for strange in another", async () => {
  const rows = Array.from({ length: 1001 }, (_, index) => confirmed(index));
  const { done, asked } = check(rows, { known: rows });
  expect(await done).toMatchObject({ actions: 1001, has: 1001, unlisted: [] });
  expect(asked.map((each) => each.ids.length)).toEqual([1000, 1]);
});

test("[AC2] a phone that did nothing still asks what head office has from it", async () => {
  expect(await check([], { known: [], own: [anId(7)] }).done).toMatchObject({ actions: 0, has: 0, unlisted: [{ id: anId(7) }] });
});
