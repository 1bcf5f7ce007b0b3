import { describe, expect, it } from "vitest";
import { currentToast, dismissToast, onToastChange, showToast } from "./toasts.ts";

describe("toasts", () => {
  it("says one thing at a time, the newest", () => {
    showToast({ text: "Note saved." });
    const first = currentToast();
    showToast({ text: "Booked for Ana. Arrives Fri, Nov 27.", undo: () => {} });
    expect(currentToast()?.text).toBe("Booked for Ana. Arrives Fri, Nov 27.");
    if (first) dismissToast(first.key);
    expect(currentToast()?.text).toBe("Booked for Ana. Arrives Fri, Nov 27.");
  });

  it("says the same words again when they are said again", () => {
    showToast({ text: "Note saved." });
    const key = currentToast()?.key;
    showToast({ text: "Note saved." });
    expect(currentToast()?.key).not.toBe(key);
  });

  it("tells who listens until they stop", () => {
    let told = 0;
    const stop = onToastChange(() => {
      told += 1;
    });
    showToast({ text: "Note saved." });
    const shown = currentToast();
    if (shown) dismissToast(shown.key);
    stop();
    showToast({ text: "Note saved." });
    expect(told).toBe(2);
  });
});
