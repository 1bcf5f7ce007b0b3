import { spawn } from "node:child_process";
import type { WebKit } from "../repository.ts";

export type Display = { readonly name: string; readonly stop: () => void };

/** Starts Xvfb on a display that it chooses itself, so that two of them never meet. */
export async function startDisplay({ display }: WebKit): Promise<Display> {
  const server = spawn(display, ["-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const number = await new Promise<string>((resolve, reject) => {
    server.stdio[3]?.once("data", (bytes) => resolve(String(bytes).trim()));
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`Xvfb ended with ${code}`)));
  });
  return { name: `:${number}`, stop: () => void server.kill("SIGTERM") };
}

/** What WebKitGTK needs to run alone: a home of its own, no desktop around it. Everything it keeps is under `home`. */
export function webKitEnvironment(about: { readonly home: string; readonly display: Display }): NodeJS.ProcessEnv {
  const { home, display } = about;
  return {
    ...process.env,
    DISPLAY: display.name,
    HOME: home,
    XDG_CONFIG_HOME: `${home}/config`,
    XDG_CACHE_HOME: `${home}/cache`,
    XDG_DATA_HOME: `${home}/data`,
    XDG_RUNTIME_DIR: home,
    GDK_BACKEND: "x11",
    LIBGL_ALWAYS_SOFTWARE: "1",
    NO_AT_BRIDGE: "1",
    GSETTINGS_BACKEND: "memory",
    TZ: "America/Los_Angeles",
  };
}
