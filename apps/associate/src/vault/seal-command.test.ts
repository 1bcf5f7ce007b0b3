import { isSealed, type SealedArgs } from "@aisle/protocol";
// The other side of the wire, so that what this phone seals is held against what head office opens.
import { createCommandDoor, TEST_SECRETS } from "@aisle/server/testing";
import { newRow, type RestingRow } from "@aisle/sync";
import { aBooking, anId } from "@aisle/sync/testing";
import { expect, test } from "vitest";
import { createOpenedCommands } from "./opened-commands.ts";
import { sealCommand } from "./seal-command.ts";

const door = createCommandDoor(TEST_SECRETS);
const DEVICE = anId(9);

async function aKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

async function sealed() {
  const draft = aBooking(1);
  const feed = `associate:${draft.by}`;
  const key = await aKey();
  const resting = await sealCommand(draft, { device: DEVICE, headOffice: door.key, own: { feed, key } });
  return { draft, feed, key, row: newRow(resting, 1) };
}

test("[SE1] what a phone seals opens at head office as it was asked, bound to its id, person and phone", async () => {
  const { draft, row } = await sealed();
  if (!isSealed(row.args)) throw new Error("it is sealed");
  const args: SealedArgs = row.args;
  expect(door.open(args, { ...draft, device: DEVICE })).toEqual(draft.args);
  expect(door.open(args, { ...draft, device: anId(8) })).toBeUndefined();
  expect(door.open(args, { ...draft, id: aBooking(2).id, device: DEVICE })).toBeUndefined();
});

test("[SE1] at rest nothing says whom it is for, where it goes or what the list calls it", async () => {
  const { draft, row } = await sealed();
  const text = JSON.stringify(row);
  if (draft.name !== "order.ship-to-home") throw new Error("a booking");
  for (const personal of [draft.args.customerId, draft.args.address.line1, draft.args.address.postalCode, draft.label.title]) {
    expect(text).not.toContain(personal);
  }
  expect(row.promises, "what it promises from where stays countable").toEqual([
    expect.objectContaining({ sku: draft.args.lines[0]?.sku }),
  ]);
});

test("[SE3] whoever asked reads it back; anybody else has it closed, and still counts it", async () => {
  const { draft, feed, key, row } = await sealed();
  const mine = createOpenedCommands({ keyOf: (asked) => (asked === feed ? key : null) });
  expect(await mine.read([row])).toEqual([expect.objectContaining({ args: draft.args, label: draft.label, id: draft.id })]);
  const others = createOpenedCommands({ keyOf: () => null });
  expect(await others.read([row])).toEqual([]);
  expect((await others.labelled([row])).map(({ label }) => label.title)).toEqual(["Another person's action"]);
});

test("[SE3] a note put on another command does not open", async () => {
  const { feed, key, row } = await sealed();
  const mine = createOpenedCommands({ keyOf: (asked) => (asked === feed ? key : null) });
  const moved: RestingRow = { ...row, id: aBooking(2).id };
  expect(await mine.read([moved])).toEqual([]);
});

test("[SE4] what an older app wrote in the clear stays readable and goes as it is", async () => {
  const plain = newRow(aBooking(1), 1);
  const anybody = createOpenedCommands({ keyOf: () => null });
  expect(await anybody.read([plain])).toEqual([plain]);
});
