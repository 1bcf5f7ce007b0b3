import fc from "fast-check";
import { expect, it } from "vitest";
import { CommandId } from "./ids.ts";
import { uuidv7 } from "./uuid.ts";

const randomBytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const instant = fc.integer({ min: 0, max: 2 ** 48 - 1 });

it("builds the example of RFC 9562, A.6", () => {
  const random = Uint8Array.of(0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f);
  expect(uuidv7(0x017f22e279b0, random)).toBe("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
});

it("is an id whatever the time and the random bytes", () => {
  fc.assert(fc.property(instant, randomBytes, (time, random) => CommandId.safeParse(uuidv7(time, random)).success));
});

it("sorts by the time of making", () => {
  fc.assert(
    fc.property(instant, instant, randomBytes, randomBytes, (one, other, first, second) => {
      fc.pre(one < other);
      return uuidv7(one, first) < uuidv7(other, second);
    }),
  );
});

it("differs wherever the 74 random bits differ", () => {
  const zeros = new Uint8Array(10);
  const flips = Array.from({ length: 80 }, (_, bit) => {
    const flipped = zeros.slice();
    flipped[bit >> 3] = 1 << (bit & 7);
    return uuidv7(0, flipped);
  });
  // Six of the eighty bits make room for version and variant.
  expect(new Set(flips).size).toBe(74 + 1);
  expect(flips.filter((id) => id === uuidv7(0, zeros))).toHaveLength(6);
});
