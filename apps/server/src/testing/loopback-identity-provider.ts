import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";

/** A real OpenID provider on loopback, in a process of its own. */
export type LoopbackProvider = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly close: () => Promise<void>;
};

const PROGRAM = new URL("./loopback-identity-provider-process.ts", import.meta.url).pathname;

/** Anybody may log in there under any name. `redirectUri`: where it may lead back to. */
export async function startLoopbackProvider(redirectUri: string): Promise<LoopbackProvider> {
  const child: ChildProcess = fork(PROGRAM, [redirectUri], { stdio: ["ignore", "ignore", "ignore", "ipc"] });
  // Boundary: our own program's one message.
  const [told] = (await once(child, "message")) as [Omit<LoopbackProvider, "close">];
  return {
    ...told,
    close: async () => {
      const gone = once(child, "exit");
      child.kill();
      await gone;
    },
  };
}

/** Walks through the provider's pages as `login` would, from Aisle's first redirect to the address that leads back; its query. */
export async function logInAt(url: string, login: string): Promise<string> {
  const cookies = new Map<string, string>();
  let at = new URL(url);
  let form: URLSearchParams | null = null;
  for (let step = 0; step < 20; step++) {
    const response: Response = await fetch(at, {
      redirect: "manual",
      method: form ? "POST" : "GET",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form ? { body: form } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", ...value] = (cookie.split(";")[0] ?? "").split("=");
      cookies.set(name, value.join("="));
    }
    const location = response.headers.get("location");
    if (location) {
      const next = new URL(location, at);
      if (next.host !== at.host) return next.search.slice(1);
      at = next;
      form = null;
      continue;
    }
    const page = await response.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
    const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1];
    if (!action || !prompt) throw new Error(`no form to fill in at ${at.pathname}: ${response.status} ${page.slice(0, 300)}`);
    form = new URLSearchParams({ prompt, ...(prompt === "login" ? { login, password: "x" } : {}) });
    at = new URL(action, at);
  }
  throw new Error("the provider leads nowhere");
}
