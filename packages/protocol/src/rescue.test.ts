import { DeviceId } from "@aisle/domain";
import { expect, test } from "vitest";
import { NONCE_BYTES, readRescueEnvelope, rescueHeader } from "./rescue.ts";

const DEVICE = DeviceId.parse("0190a3c2-0000-7000-8000-0123456789ab");
const MADE_AT = Date.UTC(2026, 10, 24, 18, 30);
const nonce = Uint8Array.from({ length: NONCE_BYTES }, (_, index) => index);

function aPackage(sealed = new Uint8Array(40)): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...rescueHeader({ device: DEVICE, madeAt: MADE_AT, nonce }), ...sealed]);
}

test("a package says outside which phone made it and when", () => {
  const sealed = Uint8Array.from({ length: 40 }, (_, index) => 255 - index);
  const envelope = readRescueEnvelope(aPackage(sealed));
  expect(envelope).toMatchObject({ ok: true, value: { device: DEVICE, madeAt: MADE_AT, nonce, sealed } });
});

test("it is found in the middle of a larger buffer too", () => {
  const inside = Uint8Array.from([1, 2, 3, ...aPackage()]).subarray(3);
  expect(readRescueEnvelope(inside)).toMatchObject({ ok: true, value: { device: DEVICE, madeAt: MADE_AT } });
});

test("[RS4] what is no package is refused by its outside already", () => {
  expect(readRescueEnvelope(new Uint8Array())).toEqual({ ok: false, refusal: "not-a-package" });
  expect(readRescueEnvelope(aPackage().subarray(0, 50))).toEqual({ ok: false, refusal: "not-a-package" });
  expect(readRescueEnvelope(new TextEncoder().encode("%PDF-1.7 ".repeat(20)))).toEqual({ ok: false, refusal: "not-a-package" });
  const another = aPackage();
  another[11] = 0;
  expect(readRescueEnvelope(another)).toMatchObject({ ok: false, refusal: "not-a-package" });
});

test("a package of a later release is told from one that is damaged", () => {
  const newer = aPackage();
  newer[4] = 2;
  expect(readRescueEnvelope(newer)).toEqual({ ok: false, refusal: "newer-form" });
});
