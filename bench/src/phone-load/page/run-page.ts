import type { LoadFigures, LoadReport, LoadRun } from "../load-run.ts";
import { loadFloor } from "./floor.ts";
import { loadOurs } from "./ours.ts";
import type { PhoneCode } from "./phone-code.ts";
import { loadRows } from "./rows.ts";
import { startWarm } from "./warm.ts";

/** The page of the bench: does the run its address names, posts what it measured, and asks where to go next. */
export async function runPage(phone: PhoneCode): Promise<void> {
  const asked = new URLSearchParams(location.search).get("run");
  if (asked !== null) {
    // Boundary: the bench wrote the address.
    const run = JSON.parse(asked) as LoadRun;
    // The app may throw where nobody waits for it, such as in a listener.
    const failed = new Promise<never>((_, reject) => {
      addEventListener("error", ({ error }) => reject(error));
      addEventListener("unhandledrejection", ({ reason }) => reject(reason));
    });
    const report = await Promise.race([measure(phone, run), failed]).then(
      (figures): LoadReport => ({ figures }),
      (fault: unknown): LoadReport => ({ fault: fault instanceof Error ? `${fault.message}\n${fault.stack}` : String(fault) }),
    );
    await fetch("/report", { method: "POST", body: JSON.stringify(report) });
  }
  location.href = await (await fetch("/next")).text();
}

function measure(phone: PhoneCode, run: LoadRun): Promise<LoadFigures> {
  switch (run.way) {
    case "ours":
      return loadOurs(phone, run);
    case "rows":
      return loadRows(run);
    case "floor":
      return loadFloor(run);
    case "warm":
      return startWarm(phone, run);
  }
}
