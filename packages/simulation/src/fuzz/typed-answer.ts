import type { Reply } from "@aisle/protocol";
import type { Answer } from "./ask.ts";

/** An answer as head office may give it, or what is wrong with it. */
export type Judged =
  | { readonly kind: "reply"; readonly reply: Reply }
  /** The API's refusal, by its code. */
  | { readonly kind: "refusal"; readonly code: string; readonly where: string | null }
  /** Not the exchange's: a file, a health check, or bytes that never became a request. */
  | { readonly kind: "other"; readonly status: number | null }
  | { readonly kind: "broken"; readonly why: string };

const REPLIES: readonly Reply["kind"][] = ["ok", "gap", "start-over", "update-app", "sign-in-again", "try-later"];

/** What may come back: one of the protocol's replies, an answer or refusal in the API's shape, or anything but a failure. */
export type Expected = "reply" | "typed" | "anything";

export function judgeAnswer({ status, body }: Answer, expected: Expected): Judged {
  if (status !== null && status >= 500) return { kind: "broken", why: `status ${status}: ${body.slice(0, 200)}` };
  if (expected === "anything" || status === null) return { kind: "other", status };
  const said = parse(body);
  const error = said?.error;
  if (status === 200 && expected === "typed" && said?.result) return { kind: "other", status };
  if (status === 200) {
    const reply = said?.result?.data;
    if (reply && REPLIES.includes(reply.kind)) {
      const incident = reply.kind === "try-later" ? reply.incident : undefined;
      return incident === undefined ? { kind: "reply", reply } : { kind: "broken", why: `a fault inside, incident ${incident}` };
    }
  } else if (typeof error?.data?.code === "string" && error.data.httpStatus === status) {
    if (typeof error.message === "string" && error.message.length > 300)
      return { kind: "broken", why: "a refusal that is a book" };
    return { kind: "refusal", code: error.data.code, where: error.data.where ?? null };
  }
  return { kind: "broken", why: `status ${status} without a type: ${body.slice(0, 200)}` };
}

type Said = {
  readonly result?: { readonly data?: Reply };
  readonly error?: {
    readonly message?: unknown;
    readonly data?: { code?: unknown; httpStatus?: unknown; where?: string | null };
  };
};

function parse(body: string): Said | null {
  try {
    // Boundary: what is read of it is checked above.
    return JSON.parse(body) as Said;
  } catch {
    return null;
  }
}
