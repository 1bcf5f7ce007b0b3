// What drives the app where no WebDriver can: an on-disk WebKit profile. This one function goes into a copy of the export as
// `/witness.js`, taps and types as a person would, and tells what it saw.
//
//   a phase ends       -> a connection to that phase's port, which also works with head office dead (nothing is sent on it)
//   what it saw        -> kept in localStorage, told to head office as GET /witness?saw= once that answers again

export type WitnessPorts = { readonly signedIn: number; readonly booked: number; readonly seenCold: number };

/** Runs in the page: it may use nothing from outside itself. */
export function witness(ports: WitnessPorts): void {
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const until = async <Value>(look: () => Value | null | undefined | false): Promise<Value> => {
    for (;;) {
      const found = look();
      if (found) return found;
      await pause(100);
    }
  };
  const named = (selector: string, words: RegExp) =>
    [...document.querySelectorAll<HTMLElement>(selector)].find((element) =>
      words.test(element.getAttribute("aria-label") ?? element.innerText.trim()),
    );
  const tap = async (selector: string, words: RegExp) => {
    (await until(() => named(selector, words))).click();
    // A person is never faster than a frame.
    await pause(100);
  };
  const type = async (selector: string, words: string) => {
    const field = await until(() => document.querySelector<HTMLInputElement>(selector));
    // React listens to its own setter; this is the one of the element.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, words);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  // The page's policy lets pictures come from these very addresses: the connection is the signal, nothing answers it.
  const signal = (port: number) => {
    new Image().src = `https://127.0.0.1:${port}/`;
  };
  const answers = () =>
    fetch("/healthz", { cache: "no-store" }).then(
      ({ ok }) => ok,
      () => false,
    );
  const tell = (saw: string) => fetch(`/witness?saw=${encodeURIComponent(saw)}`).catch(() => {});

  const workTheShift = async () => {
    await tap("button", /^Use this computer$/);
    await tap("label", /Maya$/);
    for (const digit of "246810") await tap("button", new RegExp(`^${digit}$`));
    await until(() => document.body.innerText.includes("Everything is on this phone."));
    await tap("button", /^Start using it$/);
    await until(() => named("h1", /^Good /));
    await until(() => navigator.serviceWorker.controller);
    signal(ports.signedIn);
    while (await answers()) await pause(200);
    await tap("nav a", /^Find$/);
    await until(() => named("h1", /^Find$/));
    await type("input[type=search]", "merino trench");
    await tap("a[href*='style=merino-trench-coat']", /./);
    await tap("input[type=radio]", /^Camel$/);
    await tap("input[type=radio]", /^M\. /);
    await tap("button", /^Ship to home/);
    await tap("dialog button", /^Find$/);
    await type("dialog input[type=search]", "Ana Ruiz");
    await tap("dialog button", /^Ana Ruiz|^AR\s/);
    await tap("dialog button", /^Book for Ana$/);
    await until(() => document.querySelector("dialog[open]") === null);
    localStorage.setItem("witness", "booked");
    signal(ports.booked);
  };
  const lookAgain = async () => {
    await tap("label", /Maya$/);
    for (const digit of "246810") await tap("button", new RegExp(`^${digit}$`));
    await until(() => named("h2", /^Waiting, 1$/));
    const saw = `head office ${(await answers()) ? "alive" : "dead"}; ${document.querySelector("main")?.innerText ?? ""}`;
    signal(ports.seenCold);
    while (!(await answers())) await pause(200);
    await tell(saw);
    await until(() => named("h2", /^Confirmed today, 1$/));
    await tell(document.querySelector("main")?.innerText ?? "");
  };
  void (localStorage.getItem("witness") === "booked" ? lookAgain() : workTheShift());
}
