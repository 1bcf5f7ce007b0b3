import http from "node:http";
import net from "node:net";
import type { OddRequest } from "./odd-requests.ts";
import type { RawBytes } from "./raw-bytes.ts";

/** What came back. `status` null: the connection was closed without an answer. */
export type Answer = { readonly status: number | null; readonly body: string };

/** Waiting longer than head office's own limits would only wait for the wrong thing. */
const PATIENCE_MS = 60_000;
/** How long a silent sender stays, so that several are open at any moment. */
const SILENCE_MS = 300;

/** Sends one request over a kept connection and reads its answer. */
export function ask(agent: http.Agent, port: number, { method, path, headers, body }: OddRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { agent, port, host: "127.0.0.1", method, path, headers: { ...headers, "content-length": Buffer.byteLength(body) } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => resolve({ status: response.statusCode ?? null, body: Buffer.concat(chunks).toString("utf8") }));
        response.on("error", () => resolve({ status: response.statusCode ?? null, body: "" }));
      },
    );
    request.setTimeout(PATIENCE_MS, () => reject(new Error(`no answer to ${method} ${path} in ${PATIENCE_MS / 1000} s`)));
    // A refusal may come, and the connection go, while a large body is still being sent.
    request.on("error", () => resolve({ status: null, body: "" }));
    request.end(body);
  });
}

/** Sends bytes over a connection of their own; resolves with every status line that came back before it was closed. */
export function askRaw(port: number, { bytes, thenSilent }: RawBytes): Promise<readonly Answer[]> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = net.connect(port, "127.0.0.1", () => {
      if (thenSilent) {
        socket.write(bytes);
        setTimeout(() => socket.destroy(), SILENCE_MS);
      } else socket.end(bytes);
    });
    socket.setTimeout(PATIENCE_MS, () => socket.destroy());
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answersIn(Buffer.concat(chunks).toString("utf8"))));
  });
}

function answersIn(text: string): readonly Answer[] {
  const parts = text.split(/(?=^HTTP\/1\.1 \d{3} )/m).filter((part) => part.startsWith("HTTP/1.1 "));
  if (parts.length === 0) return [{ status: null, body: "" }];
  return parts.map((part) => ({ status: Number(part.slice(9, 12)), body: part.slice(part.indexOf("\r\n\r\n") + 4) }));
}
