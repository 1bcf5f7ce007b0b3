import { expect, test } from "vitest";
import { hashDemoPin, hashPin, verifyPin } from "./pins.ts";

const PEPPER = Buffer.alloc(32, 1);

test("a PIN fits its own hash, under head office's own secret only", async () => {
  const hash = await hashPin("739164", PEPPER);
  expect(await verifyPin("739164", hash, PEPPER)).toBe("right");
  expect(await verifyPin("739165", hash, PEPPER)).toBe("wrong");
  expect(await verifyPin("739164", hash, Buffer.alloc(32, 2))).toBe("wrong");
  expect(hash).not.toContain("739164");
});

test("the same PIN of two people has two hashes", async () => {
  expect(await hashPin("739164", PEPPER)).not.toBe(await hashPin("739164", PEPPER));
});

test("a demo PIN fits and asks to be hashed anew", async () => {
  const hash = await hashDemoPin("246810");
  expect(await verifyPin("246810", hash, PEPPER)).toBe("outdated");
  expect(await verifyPin("135790", hash, PEPPER)).toBe("wrong");
});

test("a hash that is none, is cut short or asks for another cost fits nothing", async () => {
  const hash = await hashPin("739164", PEPPER);
  const spoilt = [
    "",
    "x",
    "scrypt$16384$a$",
    hash.slice(0, -1),
    hash.replace("$5$", "$1$"),
    hash.replace("16384", "2"),
    "scrypt-pepper$16384$5$$",
  ];
  for (const each of spoilt) expect(await verifyPin("739164", each, PEPPER), each).toBe("wrong");
});
