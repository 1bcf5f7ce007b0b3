import { createMemoryStorage } from "@aisle/sync";
import { describe, expect, it } from "vitest";
import { createFreshParts } from "./fresh-parts.ts";

const part = { part: 3, sha: "abc", text: "{}" };

describe("parts that have just come", () => {
  it("are at hand once, and then read like any other", async () => {
    const fresh = createFreshParts();
    await fresh.watch(createMemoryStorage()).putParts({ epoch: "first-life", parts: [part], whole: null });
    expect(fresh.take(3, "abc")).toBe("{}");
    expect(fresh.take(3, "abc")).toBeUndefined();
  });

  it("are not taken for another version of the same part", async () => {
    const fresh = createFreshParts();
    await fresh.watch(createMemoryStorage()).putParts({ epoch: "first-life", parts: [part], whole: null });
    expect(fresh.take(3, "def")).toBeUndefined();
  });

  it("are not at hand when they could not be written", async () => {
    const fresh = createFreshParts();
    const full = { ...createMemoryStorage(), putParts: () => Promise.reject(new Error("the phone is full")) };
    await expect(fresh.watch(full).putParts({ epoch: "first-life", parts: [part], whole: null })).rejects.toThrow(
      "the phone is full",
    );
    expect(fresh.take(3, "abc")).toBeUndefined();
  });
});
