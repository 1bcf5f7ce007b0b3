// The associate of this proof: one function, put into every page by the gate as `/associate.js`. It signs in, writes notes on the
// client in front as fast as the screen lets it, and tells what the screen said.
//
//   up                 the client's page is there
//   tried <text>       Save is about to be pressed
//   saved <text>       the sheet closed: the screen has called it saved
//   denied <text>      the screen said that it could not be saved
//   updating           "Update now" was pressed
//   empty              the outbox says that nothing waits
//   waiting <n>        the outbox says that so many wait

/** Runs in the page: it may use nothing from outside itself. What to do stands in the address it was opened at. */
export function workTheFloor(): void {
  const order = new URLSearchParams(location.search);
  const run = order.get("run") ?? "";
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const until = async <Value>(look: () => Value | null | undefined | false): Promise<Value> => {
    for (;;) {
      const found = look();
      if (found) return found;
      await pause(10);
    }
  };
  const named = (selector: string, words: RegExp) =>
    [...document.querySelectorAll<HTMLElement>(selector)].find((element) => words.test(element.innerText.trim()));
  const tap = async (selector: string, words: RegExp) => {
    (await until(() => named(selector, words))).click();
    // A person is never faster than a frame.
    await pause(20);
  };
  const tell = (words: string) => {
    fetch(`/witness?saw=${encodeURIComponent(`${run} ${words}`)}`, { keepalive: true }).catch(() => {});
  };

  const signIn = async () => {
    await tap("label", /Maya$/);
    for (const digit of "246810") {
      await tap("button", new RegExp(`^${digit}$`));
      await pause(200);
    }
    // Head office may be too busy to answer: then once more from the beginning.
    const tooLong = setTimeout(() => location.reload(), 15_000);
    const start = await until(
      () => named("button", /^Start using it$/) ?? named("button", /^Add note$/) ?? named("h1", /^Outbox$/),
    );
    clearTimeout(tooLong);
    if (start.innerText.trim() !== "Start using it") return;
    await until(() => document.body.innerText.includes("Everything is on this phone."));
    start.click();
    await until(() => navigator.serviceWorker.controller);
  };
  const note = async (text: string) => {
    await tap("main button", /^Add note$/);
    const field = await until(() => document.querySelector<HTMLTextAreaElement>("dialog[open] textarea"));
    field.value = text;
    tell(`tried ${text}`);
    await tap("dialog[open] button", /^Save note$/);
    const isOver = () => document.querySelector("dialog[open]") === null && "saved";
    const isDenied = () =>
      /could not save/.test(document.querySelector<HTMLElement>("dialog[open]")?.innerText ?? "") && "denied";
    tell(`${await until(() => isOver() || isDenied())} ${text}`);
    if (isDenied()) document.querySelector<HTMLDialogElement>("dialog[open]")?.close();
  };
  const work = async () => {
    await until(() => named("button", /^Add note$/));
    tell("up");
    if (order.has("second"))
      window.open(location.href.replace(`run=${run}`, `run=${run}b`).replace("&second", ""), "_blank", "noopener");
    const takesUpdate = order.has("update");
    for (;;) {
      await note(`${run} ${crypto.randomUUID().slice(0, 8)}`);
      const update = takesUpdate && named("button", /^Update now$/);
      if (!update) continue;
      tell("updating");
      update.click();
    }
  };
  const look = async () => {
    const heading = await until(() => named("h1", /^Outbox$/));
    for (let last = ""; heading.isConnected; await pause(200)) {
      const shown = document.body.innerText;
      const waits = /Waiting, (\d+)/.exec(shown)?.[1];
      // Before the outbox was read it shows neither.
      const isEmpty = waits === undefined && /Confirmed today|Nothing waits/.test(shown);
      const words = isEmpty ? "empty" : waits === undefined ? last : `waiting ${waits}`;
      if (words !== last) tell(words);
      last = words;
    }
  };
  const begin = async () => {
    // Only heard of when the app does not come up: what stands there instead.
    setInterval(
      () => tell(`sees ${document.visibilityState} ${document.body.innerText.replace(/\s+/g, " ").slice(0, 120)}`),
      10_000,
    );
    const page = location.pathname === "/outbox" ? () => named("h1", /^Outbox$/) : () => named("button", /^Add note$/);
    let door = await until(() => named("button", /^Use this computer$/) ?? named("label", /Maya$/) ?? page());
    if (door.innerText.trim() === "Use this computer") {
      // A new phone, or one whose database the browser threw away: it comes in as itself again.
      door.click();
      door = await until(() => named("label", /Maya$/) ?? page());
    }
    if (door.matches("label")) {
      await signIn();
      tell("signed in");
    }
    await (location.pathname === "/outbox" ? look() : work());
  };
  void begin();
}
