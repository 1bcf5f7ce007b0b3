import { FIRST_STATUS, type SyncStatus, type WakeReason } from "@aisle/sync";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { joinTabs, type OneTab } from "./one-tab.ts";

// Node brings the real Web Locks and BroadcastChannel; only whether the page is looked at is ours to say.
beforeEach(() => {
  vi.stubGlobal("document", { visibilityState: "visible" });
});

const tabs: { readonly tab: OneTab; readonly stop: () => Promise<void> }[] = [];

afterEach(async () => {
  vi.useRealTimers();
  for (const { stop, tab } of tabs.splice(0)) {
    await stop();
    tab.close();
  }
  vi.unstubAllGlobals();
});

function openTab(status: Partial<SyncStatus> = {}) {
  const woken: WakeReason[] = [];
  const heard: SyncStatus[] = [];
  const tab = joinTabs({
    status: () => ({ ...FIRST_STATUS, ...status }),
    onWake: (reason) => woken.push(reason),
    onStatus: (each) => heard.push(each),
  });
  const stopped = new AbortController();
  let turns = 0;
  const running = tab.runner(async (signal) => {
    turns++;
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
  }, stopped.signal);
  const stop = async () => {
    stopped.abort();
    await running;
  };
  tabs.push({ tab, stop });
  return { tab, stop, woken, heard, turns: () => turns };
}

describe("one tab at a time", () => {
  it("talks in the first tab, and in the second once the first has ended", async () => {
    const first = openTab();
    await vi.waitFor(() => expect(first.tab.isMine()).toBe(true));
    const second = openTab();
    await turns(5);
    expect([second.tab.isMine(), second.turns()]).toEqual([false, 0]);
    await first.stop();
    await vi.waitFor(() => expect(second.tab.isMine()).toBe(true));
    expect(first.tab.isMine()).toBe(false);
  });

  it("takes over from a tab that holds the lock but was frozen, and ends its work", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "Date"] });
    const frozen = openTab();
    await vi.waitFor(() => expect(frozen.tab.isMine()).toBe(true));
    const looked = openTab();
    frozen.tab.close();
    vi.advanceTimersByTime(10_000);
    await turns(5);
    expect(looked.tab.isMine()).toBe(false);
    vi.advanceTimersByTime(10_000);
    await vi.waitFor(() => expect(looked.tab.isMine()).toBe(true));
    await vi.waitFor(() => expect(frozen.tab.isMine()).toBe(false));
  });

  it("tells the talking tab what happened in another, and the other how it stands", async () => {
    const first = openTab({ phase: "sending", inFlight: ["one"] });
    await vi.waitFor(() => expect(first.tab.isMine()).toBe(true));
    const second = openTab();
    second.tab.passOn("issued");
    await vi.waitFor(() => expect(first.woken).toEqual(["issued"]));
    first.tab.tell();
    second.tab.tell();
    await vi.waitFor(() => expect(second.heard.map((status) => status.inFlight)).toEqual([["one"]]));
    expect([first.heard, second.woken]).toEqual([[], []]);
  });
});

/** Lets locks and channels do what they are about to do. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}
