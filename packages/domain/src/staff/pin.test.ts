import { describe, expect, it } from "vitest";
import { problemOfPin } from "./pin.ts";

describe("a PIN one chooses", () => {
  it.each(["", "2468", "12345a", "1234567", "１２３４５６", " 73915"])("has six digits: %j does not", (pin) => {
    expect(problemOfPin(pin)).toBe("not-six-digits");
  });

  it.each([
    ["repeats", ["000000", "121212", "123123", "112233", "277774"]],
    ["runs", ["123456", "654321", "345678", "890123", "098765"]],
    ["years", ["198704", "041987", "201599", "772024"]],
    ["birthdays", ["140287", "021487", "870214"]],
    ["favourites", ["147258", "696969", "159753", "246810"]],
  ])("is none of what people choose first: %s", (_, pins) => {
    for (const pin of pins) expect(problemOfPin(pin), pin).toBe("too-easy");
  });

  it.each(["739164", "584093", "607382"])("may be anything else: %s", (pin) => {
    expect(problemOfPin(pin)).toBeNull();
  });

  it("leaves enough to choose from: more than eight of ten", () => {
    let free = 0;
    for (let pin = 0; pin < 1_000_000; pin += 7) if (!problemOfPin(String(pin).padStart(6, "0"))) free++;
    expect(free / (1_000_000 / 7)).toBeGreaterThan(0.8);
  });
});
