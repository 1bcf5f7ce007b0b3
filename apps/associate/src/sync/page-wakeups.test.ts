import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createPageWakeups } from "./page-wakeups.ts";

/** As browsers have it: an answer that is no stream, such as 401 before anybody signed in, closes it for good. */
class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2;
  static opened: FakeEventSource[] = [];
  readyState = 1;
  constructor() {
    super();
    FakeEventSource.opened.push(this);
  }
  close(): void {
    this.readyState = FakeEventSource.CLOSED;
  }
}

beforeEach(() => {
  FakeEventSource.opened = [];
  vi.stubGlobal("EventSource", FakeEventSource);
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  vi.stubGlobal("window", new EventTarget());
});
afterEach(() => vi.unstubAllGlobals());

it("hears pokes of the person who has just signed in, on a stream of their own", () => {
  const wake = vi.fn();
  const wakeups = createPageWakeups({ pokeUrl: "/poke", onHidden: async () => {} });
  const stop = wakeups.subscribe(wake);
  const [refused] = FakeEventSource.opened;
  refused?.close();
  wakeups.listenAnew();
  FakeEventSource.opened[1]?.dispatchEvent(new Event("moved"));
  expect(wake).toHaveBeenCalledExactlyOnceWith("poke");

  wakeups.listenAnew();
  expect(FakeEventSource.opened.map((each) => each.readyState)).toEqual([2, 2, 1]);
  stop();
  wakeups.listenAnew();
  expect(FakeEventSource.opened.map((each) => each.readyState)).toEqual([2, 2, 2]);
});

describe("when the page goes", () => {
  const hide = () => {
    Object.assign(document, { visibilityState: "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
  };
  const listening = () => {
    const wake = vi.fn();
    const onHidden = vi.fn(async () => {});
    const stop = createPageWakeups({ pokeUrl: "/poke", onHidden }).subscribe(wake);
    return { wake, onHidden, stop };
  };

  it("[LO2] an app that hides sends what waits at once", async () => {
    const { wake, onHidden, stop } = listening();
    hide();
    await vi.waitFor(() => expect(wake).toHaveBeenCalledExactlyOnceWith("hidden"));
    expect(onHidden).toHaveBeenCalledOnce();
    stop();
  });

  it("a page that is being left writes nothing more, and goes on when it comes back from the cache", () => {
    const { wake, onHidden, stop } = listening();
    window.dispatchEvent(new Event("pagehide"));
    hide();
    expect([onHidden.mock.calls, wake.mock.calls]).toEqual([[], []]);
    Object.assign(document, { visibilityState: "visible" });
    window.dispatchEvent(new Event("pageshow"));
    expect(wake).toHaveBeenCalledExactlyOnceWith("shown");
    hide();
    expect(onHidden).toHaveBeenCalledOnce();
    stop();
  });
});
