import { describe, expect, it, test } from "vitest";
import { holdsCardNumber, sensitiveTopicsIn } from "./note-check.ts";
import { isSearchable } from "./profile-access.ts";

describe("card numbers in a note", () => {
  it.each([
    "4242 4242 4242 4242",
    "card 4242424242424242 exp 12/29",
    "4242 4242 4242 4242 12 29 123",
    "378282246310005",
    "5555-5555-5555-4444",
    "４２４２ ４２４２ ４２４２ ４２４２",
    "4222222222222 is hers",
    "No. 4111111111111111.",
  ])("are found: %s", (text) => expect(holdsCardNumber(text)).toBe(true));

  it.each([
    "Call +1 415 555 0132 after 5",
    "Order 10482 and 10483",
    "4242 4242 4242 4241",
    "0000 0000 0000 0000",
    "Size 12, waist 28, inseam 32, shoe 8",
    "2026-11-23 2026-11-24",
  ])("are not seen where there are none: %s", (text) => expect(holdsCardNumber(text)).toBe(false));
});

test("a note that touches what the law guards most is named, and a note on clothes is not", () => {
  expect(sensitiveTopicsIn("She is pregnant, likes loose fits")).toEqual(["health"]);
  expect(sensitiveTopicsIn("Muslim, no pork leather; votes for nobody we know")).toEqual(["belief", "politics"]);
  expect(sensitiveTopicsIn("Allergic to mohair. Likes black coats and white shirts, buys in early December")).toEqual([]);
});

test("the whole store is searched by three letters, or two of a Chinese name, and never by signs", () => {
  expect(["Ana", "An", "山田", "山", "--a", "%%%", "  a  b  "].map(isSearchable)).toEqual([
    true,
    false,
    true,
    false,
    false,
    false,
    false,
  ]);
});
