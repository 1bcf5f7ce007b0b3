import type { ArgsOf } from "@aisle/protocol";
import { describe, expect, it } from "vitest";
import { foldCustomer, foldCustomers, foldOrders, promisedHere } from "./fold.ts";
import { type AnyCommand, type CommandDraft, newRow, type OutboxRow } from "./outbox.ts";
import {
  aBooking,
  aCustomer,
  airport,
  amara,
  aNewCustomer,
  ana,
  anId,
  anOrder,
  applied,
  bayStreet,
  coat,
  downtown,
  refused,
} from "./testing/builders.ts";

const home = { homeLocationId: downtown };

function waiting(draft: CommandDraft, order = 1): OutboxRow {
  return newRow(draft, order);
}

function answered(row: OutboxRow, outcome: "applied" | "refused"): OutboxRow {
  return { ...row, outcome: outcome === "applied" ? applied(row) : refused(row), outcomeAt: 1 };
}

function about(command: AnyCommand, number: number): OutboxRow {
  const { id, v, by, needs, issuedAt, notBefore, label } = aBooking(number);
  return waiting({ ...command, id, v, by, needs, issuedAt, notBefore, label }, number);
}

function aNote(text: string, number = 1): OutboxRow {
  const args: ArgsOf<"customer.add-note"> = { customerId: ana, noteId: anId(number), text };
  return about({ name: "customer.add-note", args }, number);
}

function anAddress(line1: string, number = 1): OutboxRow {
  return about({ name: "customer.save-address", args: { customerId: ana, address: { ...bayStreet, line1 } } }, number);
}

describe("clients as the screen shows them", () => {
  it("are head office's own while nothing waits", () => {
    expect(foldCustomers([aCustomer()], [], home)).toEqual([{ ...aCustomer(), isOnThisPhone: false }]);
  });

  it("[AP4] include a new client at once, with the notes and addresses given since", () => {
    const created = waiting(aNewCustomer(1, { name: "Ben Okafor" }));
    const { customerId } = aNewCustomer(1).name === "customer.create" ? { customerId: anId(6001) } : { customerId: "" };
    const note = about(
      { name: "customer.add-note", args: { ...noteArgs("Likes navy"), customerId: created.args.customerId } },
      2,
    );
    const shown = foldCustomers([aCustomer()], [created, note], home);
    expect(shown.map((each) => [each.name, each.isOnThisPhone])).toEqual([
      ["Ana Lima", false],
      ["Ben Okafor", true],
    ]);
    expect(shown[1]).toMatchObject({ customerId, associateId: amara, homeLocationId: downtown, since: 2026 });
    expect(shown[1]?.notes.map((each) => each.text)).toEqual(["Likes navy"]);
  });

  it("show the newest address first and never twice, and the newest note first", () => {
    const known = aCustomer({ addresses: [{ ...bayStreet, line1: "Old" }, bayStreet] });
    const rows = [anAddress("1200 Bay St", 1), aNote("first", 2), aNote("second", 3)];
    const [shown] = foldCustomers([known], rows, home);
    expect(shown?.addresses.map((address) => address.line1)).toEqual(["1200 Bay St", "Old"]);
    expect(shown?.notes.map((note) => note.text)).toEqual(["second", "first"]);
    expect(shown?.isOnThisPhone).toBe(true);
  });

  it("do not blink out between the answer and the row, nor appear twice once it is there", () => {
    const created = answered(waiting(aNewCustomer(1)), "applied");
    expect(foldCustomers([], [created], home).map((each) => each.isOnThisPhone)).toEqual([false]);
    const row = aCustomer({ customerId: created.args.customerId, name: "Ben O." });
    expect(foldCustomers([row], [created], home).map((each) => each.name)).toEqual(["Ben O."]);
  });

  it("leave out what head office refused, and count an applied note only once", () => {
    expect(foldCustomers([], [answered(waiting(aNewCustomer(1)), "refused")], home)).toEqual([]);
    const [shown] = foldCustomers([aCustomer()], [answered(aNote("done"), "applied")], home);
    expect(shown?.notes).toEqual([]);
  });

  it("can be asked for one by one", () => {
    const rows = [waiting(aNewCustomer(1)), aNote("for Ana", 2)];
    expect(foldCustomer(aCustomer(), rows, { ...home, customerId: ana })?.notes).toHaveLength(1);
    expect(foldCustomer(undefined, rows, { ...home, customerId: aNewCustomerId() })?.name).toBe("Ben Okafor");
    expect(foldCustomer(undefined, [], { ...home, customerId: ana })).toBeUndefined();
  });
});

describe("orders as the screen shows them", () => {
  it("show bookings of this phone first, newest first, without a number", () => {
    const shown = foldOrders([anOrder(7)], [waiting(aBooking(1), 1), waiting(aBooking(2), 2)]);
    expect(shown.map((each) => (each.kind === "here" ? [each.commandId, each.number] : [each.order.number]))).toEqual([
      [aBooking(2).id, null],
      [aBooking(1).id, null],
      [10_007],
    ]);
  });

  it("show an order once: as a booking until head office's row is there, then as that row", () => {
    const row = answered(waiting(aBooking(1)), "applied");
    expect(foldOrders([], [row])).toMatchObject([{ kind: "here", number: 10_482 }]);
    expect(foldOrders([anOrder(1)], [row])).toEqual([{ kind: "head-office", order: anOrder(1) }]);
    expect(foldOrders([anOrder(1)], [waiting(aBooking(1))])).toEqual([{ kind: "head-office", order: anOrder(1) }]);
  });

  it("do not show a refused booking as an order", () => {
    expect(foldOrders([], [answered(waiting(aBooking(1)), "refused")])).toEqual([]);
  });
});

describe("what this phone has promised", () => {
  it("counts waiting bookings where they were quoted, and none that were answered", () => {
    const rows = [
      waiting(aBooking(1, { quantity: 2 }), 1),
      waiting(aBooking(2), 2),
      answered(waiting(aBooking(3, { quantity: 9 }), 3), "applied"),
      answered(waiting(aBooking(4, { quantity: 9 }), 4), "refused"),
    ];
    const promised = promisedHere(rows);
    expect([promised.units(airport, coat), promised.units(downtown, coat), promised.units(airport, "OTHER")]).toEqual([3, 0, 0]);
  });
});

function noteArgs(text: string): ArgsOf<"customer.add-note"> {
  return { customerId: ana, noteId: anId(9), text };
}

function aNewCustomerId() {
  return waiting(aNewCustomer(1)).args.customerId;
}
