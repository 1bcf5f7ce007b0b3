import { isSealed } from "@aisle/protocol";
import { describe, expect, it } from "vitest";
import { createSecrets } from "../secrets.ts";
import { sealAsPhone } from "../testing/seal-as-phone.ts";
import { createCommandDoor } from "./command-door.ts";

const door = createCommandDoor(createSecrets(Buffer.alloc(32, 7)));
const ABOUT = { id: "c1", name: "customer.add-note", v: 1, by: "maya", device: "phone-1" } as unknown as Parameters<
  typeof door.open
>[1];
const SAID = { customerId: "ana", text: "Allergic to wool \u{1F9E3}" };

describe("what phones seal", () => {
  it("[SE1] opens at head office as it was said, and holds nothing of it to read", () => {
    const args = sealAsPhone(door.key, SAID, ABOUT);
    expect(isSealed(args)).toBe(true);
    expect(Buffer.from(args.sealed, "base64url").includes("wool")).toBe(false);
    expect(door.open(args, ABOUT)).toEqual(SAID);
  });

  it("[SE1] is another text each time, under a key used once", () => {
    const [one, other] = [sealAsPhone(door.key, SAID, ABOUT), sealAsPhone(door.key, SAID, ABOUT)];
    expect(one.sealed).not.toBe(other.sealed);
  });

  it.each(["id", "name", "v", "by", "device"] as const)("[SE2] does not open under another %s", (field) => {
    const args = sealAsPhone(door.key, SAID, ABOUT);
    expect(door.open(args, { ...ABOUT, [field]: field === "v" ? 2 : "another" })).toBeUndefined();
  });

  it("[SE2] does not open with any one bit of it changed", () => {
    const args = sealAsPhone(door.key, SAID, ABOUT);
    const bytes = Buffer.from(args.sealed, "base64url");
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const altered = Buffer.from(bytes);
      altered.writeUInt8(altered.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(door.open({ ...args, sealed: altered.toString("base64url") }, ABOUT), `bit ${bit}`).toBeUndefined();
    }
  });

  it("[SE2] answers rubbish, another head office's key and an unknown one alike", () => {
    const other = createCommandDoor(createSecrets(Buffer.alloc(32, 8)));
    const theirs = sealAsPhone(other.key, SAID, ABOUT);
    for (const args of [
      theirs,
      { ...theirs, key: door.key.keyId },
      { sealed: "", key: door.key.keyId },
      { sealed: "!!", key: "" },
    ]) {
      expect(door.open(args, ABOUT)).toBeUndefined();
    }
  });

  it("keeps its key from one start to the next", () => {
    expect(createCommandDoor(createSecrets(Buffer.alloc(32, 7))).key).toEqual(door.key);
  });
});
