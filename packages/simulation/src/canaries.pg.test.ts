// Deliberately broken variants. A proof that cannot see them proves nothing.
import { randomBytes } from "node:crypto";
import { type CommandId, type OrderId, uuidv7 } from "@aisle/domain";
import type { Transport } from "@aisle/sync";
import { expect, test } from "vitest";
import { naiveBooking } from "./canaries/naive-booking.ts";
import { runBookings } from "./run-bookings.ts";

test("a head office that checks stock and then writes, without a guard, is caught overselling", async () => {
  // Two phones must look at the last one within the same tenth of a second: real time, so one run may be lucky, ten are not.
  let oversold = 0;
  for (let seed = 11; seed <= 20 && oversold === 0; seed++) {
    const { verdict } = await runBookings({
      seed,
      phones: 12,
      bookings: 120,
      sabotage: "alter table stock_level drop constraint stock_level_not_oversold",
      overrides: { run: naiveBooking(0.1, null) },
    });
    ({ oversold } = verdict);
  }
  expect(oversold).toBeGreaterThan(0);
});

test("phones that send a retry under a new id are caught doubling orders", async () => {
  const { verdict } = await runBookings({ seed: 12, phones: 6, bookings: 120, meddle: mintsNewIds });
  expect(verdict.lost + verdict.doubled).toBeGreaterThan(0);
  expect(verdict.applied + verdict.refused).toBeGreaterThan(verdict.issued);
});

/** What naive clients do: every HTTP attempt is a new request, with new ids. */
function mintsNewIds(inner: Transport): Transport {
  const newId = () => uuidv7(Date.now(), randomBytes(10));
  return {
    exchange: async (request, signal) => {
      const real = new Map<string, string>();
      const push = request.push.map((command) => {
        const id = newId() as CommandId;
        real.set(id, command.id);
        return { ...command, id, args: { ...(command.args as object), orderId: newId() as OrderId } };
      });
      const reply = await inner.exchange({ ...request, push }, signal);
      if (reply.kind !== "ok") return reply;
      return { ...reply, outcomes: reply.outcomes.map((outcome) => ({ ...outcome, id: real.get(outcome.id) ?? outcome.id })) };
    },
  };
}
