import { expect, test } from "vitest";
import { storable } from "./storable.ts";

test("text that no database can hold is mended, and everything else stays byte for byte", () => {
  const asked = {
    name: "Zoë \u0000Östlund 👩‍🦰",
    notes: ["a\ud800b", "山田 太郎", "e\u0301"],
    quantity: 2,
    from: null,
    isGift: false,
  };
  expect(storable(asked)).toEqual({
    name: "Zoë Östlund 👩‍🦰",
    notes: ["a\ufffdb", "山田 太郎", "e\u0301"],
    quantity: 2,
    from: null,
    isGift: false,
  });
});
