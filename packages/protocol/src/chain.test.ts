import { createHash } from "node:crypto";
import { AssociateId, CommandId } from "@aisle/domain";
import { expect, it } from "vitest";
import { canonical } from "./canonical.ts";
import { GENESIS, hashOf, linkOf } from "./chain.ts";

const command = {
  id: CommandId.parse("0190a3c2-0000-7000-8000-000000000001"),
  name: "customer.add-note",
  v: 1,
  args: { text: "Prefers camel \u{1F9E5}", noteId: "n", customerId: "c" },
  by: AssociateId.parse("0190a3c2-0000-7000-8000-000000000002"),
  needs: [],
  issuedAt: "2026-11-23T09:00:00.000Z",
};

it("gives the same text for the same value, however its keys are ordered and whatever is left out", () => {
  expect(canonical({ b: [1, { d: null, c: "x" }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}');
  expect(canonical(JSON.parse('{"b":2,"a":1}'))).toBe(canonical({ a: 1, b: 2 }));
});

it("hashes what was asked for as head office has always remembered it", () => {
  const text = `customer.add-note\n1\n${canonical(command.args)}`;
  expect(hashOf(command)).toBe(createHash("sha256").update(text).digest("base64url"));
});

it("[CH4] makes a link of everything in a command and of the link before, and not of its number", () => {
  const link = linkOf(GENESIS, command);
  expect(linkOf(GENESIS, { ...command, ...{ seq: 9 } })).toBe(link);
  expect(linkOf(GENESIS, JSON.parse(JSON.stringify(command)))).toBe(link);
  const altered = [
    { ...command, args: { ...command.args, text: "Prefers black" } },
    { ...command, needs: [command.id] },
    { ...command, issuedAt: "2026-11-23T09:00:00.001Z" },
    { ...command, v: 2 },
  ];
  for (const other of altered) expect(linkOf(GENESIS, other)).not.toBe(link);
  expect(linkOf(link, command)).not.toBe(link);
});
