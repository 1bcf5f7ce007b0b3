import type { WebKit } from "@aisle/playwright/repository";
import { openOnDisk } from "@aisle/playwright/webkit/browser-on-disk";
import { startDisplay } from "@aisle/playwright/webkit/display";
import type { Engine } from "./engine.ts";

/** WebKitGTK's MiniBrowser, the iPhone's engine family. It knows no closing in good order. */
export async function webKitOnDisk(webkit: WebKit): Promise<Engine> {
  const display = await startDisplay(webkit);
  return {
    name: "WebKit",
    databases: "data/webkitgtk-4.1/MiniBrowser/databases",
    open: ({ home, url }) => {
      const browser = openOnDisk({ webkit, home, display, url });
      return { kill: browser.kill, close: browser.kill };
    },
    stop: display.stop,
  };
}
