import { describe, expect, it } from "vitest";
import { ageWords, clockTime, momentWords } from "./clock-words.ts";

const at = Date.parse("2026-11-22T22:09:30Z");

describe("clockTime", () => {
  it("is the time on the shop's wall, wherever the phone was set up", () => {
    expect(clockTime({ at, timeZone: "America/Los_Angeles" })).toBe("2:09");
    expect(clockTime({ at, timeZone: "Asia/Tokyo", locale: "ja-JP" })).toBe("7:09");
    expect(clockTime({ at, timeZone: "Europe/Berlin", locale: "de-DE" })).toBe("23:09");
  });
});

describe("ageWords", () => {
  it("uses the coarsest unit that is still true", () => {
    const age = (ms: number) => ageWords({ from: at, now: at + ms });
    expect(
      [0, 59_999, 60_000, 22 * 60_000, 3_599_999, 3_600_000, 3 * 3_600_000, 24 * 3_600_000, 49 * 3_600_000].map(age),
    ).toEqual(["just now", "just now", "1 min", "22 min", "59 min", "1 hour", "3 hours", "1 day", "2 days"]);
  });

  it("does not count backwards when the phone's clock is behind", () => {
    expect(ageWords({ from: at, now: at - 90_000 })).toBe("just now");
  });
});

describe("momentWords", () => {
  it("says the day only where it is not today's, by the shop's midnight", () => {
    const words = (moment: string) => momentWords({ at: Date.parse(moment), now: at, timeZone: "America/Los_Angeles" });
    expect(words("2026-11-22T08:01:00Z")).toBe("12:01");
    expect(words("2026-11-22T07:59:00Z")).toBe("yesterday 11:59");
    expect(words("2026-11-20T22:31:00Z")).toBe("Fri, Nov 20, 2:31");
  });
});
