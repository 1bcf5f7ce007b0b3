// WebKitGTK's MiniBrowser, the iPhone's engine family, on a profile on the disk. Not under WebDriver: its sessions keep
// IndexedDB in memory, where large databases behave like nothing a person ever meets.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Readable } from "node:stream";

export type WebKitPage = { readonly close: () => Promise<void> };

/** Opens MiniBrowser at `address` on a display of its own; undefined where it or Xvfb is not installed. */
export async function openWebKit(address: string): Promise<WebKitPage | undefined> {
  const program = ["x86_64", "aarch64"].map((cpu) => `/usr/lib/${cpu}-linux-gnu/webkit2gtk-4.1/MiniBrowser`).find(existsSync);
  const hasDisplay = (process.env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, "Xvfb")));
  if (!program || !hasDisplay) return undefined;

  const profile = mkdtempSync(join(tmpdir(), "aisle-webkit-"));
  const display = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "800x900x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const number = await displayNumber(display);
  const browser = spawn(program, [address], {
    stdio: "ignore",
    // Its own process group: the browser leaves web and network processes behind when it alone is ended.
    detached: true,
    env: {
      ...process.env,
      DISPLAY: `:${number}`,
      HOME: profile,
      XDG_CONFIG_HOME: join(profile, "config"),
      XDG_CACHE_HOME: join(profile, "cache"),
      XDG_DATA_HOME: join(profile, "data"),
      XDG_RUNTIME_DIR: profile,
      GDK_BACKEND: "x11",
      LIBGL_ALWAYS_SOFTWARE: "1",
      NO_AT_BRIDGE: "1",
      GSETTINGS_BACKEND: "memory",
    },
  });
  return {
    close: async () => {
      const ended = new Promise((resolve) => browser.once("exit", resolve));
      if (browser.pid !== undefined && browser.exitCode === null) {
        process.kill(-browser.pid, "SIGTERM");
        await ended;
      }
      display.kill();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

function displayNumber(display: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    // Boundary: the fourth stream was asked for as a pipe.
    (display.stdio[3] as Readable).once("data", (bytes) => resolve(String(bytes).trim()));
    display.once("exit", (code) => reject(new Error(`Xvfb ended with ${code}`)));
  });
}
