import { createSeededRandom } from "@aisle/domain/testing";
import { describe, expect, it } from "vitest";
import { createRateLimiter } from "./rate-limit.ts";

describe("a limit of three at once and one a second", () => {
  const rate = { burst: 3, perSecond: 1 };

  it("says after how long the fourth may come, and takes it then", () => {
    let now = 0;
    const limiter = createRateLimiter(rate, () => now);
    expect([1, 2, 3, 4].map(() => limiter.take("a"))).toEqual([0, 0, 0, 1000]);
    now = 900;
    expect(limiter.take("a")).toBeGreaterThan(99);
    now = 1001;
    expect(limiter.take("a")).toBe(0);
  });

  it("is each sender's own", () => {
    const limiter = createRateLimiter(rate, () => 0);
    for (let times = 0; times < 10; times++) limiter.take("loud");
    expect(limiter.take("quiet")).toBe(0);
  });

  it("never allows more than the burst and the rate together, whenever they come", () => {
    const random = createSeededRandom(7);
    let now = 0;
    let taken = 0;
    const limiter = createRateLimiter(rate, () => now);
    for (let times = 0; times < 5000; times++) {
      now += random.int(400);
      if (limiter.take("a") === 0) taken++;
    }
    expect(taken).toBeLessThanOrEqual(rate.burst + now / 1000);
    expect(taken).toBeGreaterThan(now / 1000 - 5);
  });

  it("gives nothing for a clock that is set back, and loses nothing", () => {
    let now = 10_000;
    const limiter = createRateLimiter(rate, () => now);
    for (let times = 0; times < 3; times++) limiter.take("a");
    now = 0;
    expect(limiter.take("a")).toBeGreaterThan(0);
    now = 1000;
    expect(limiter.take("a")).toBe(0);
  });

  it("holds no more keys than it may, however many strangers come", () => {
    const limiter = createRateLimiter(rate, () => 0, 100);
    for (let stranger = 0; stranger < 10_000; stranger++) limiter.take(`address ${stranger}`);
    expect(limiter.size()).toBe(100);
  });
});
