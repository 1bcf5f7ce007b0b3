import type { Exchange, Reply } from "@aisle/protocol";
import type { Transport } from "../ports.ts";

/** What happens to one exchange: an answer, no answer (the request is lost), or an answer that head office gave and the air took. */
export type Scripted = Reply | "lost" | "silence" | ((request: Exchange) => Reply);

export type ScriptedTransport = Transport & {
  /** Every request in the order it was sent. */
  readonly sent: readonly Exchange[];
  /** What the next exchanges meet, in order; when the script has ended they are lost. */
  readonly script: (...steps: readonly Scripted[]) => void;
  /** What every exchange meets once the script has ended. */
  readonly otherwise: (step: Scripted) => void;
};

export function createScriptedTransport(): ScriptedTransport {
  const sent: Exchange[] = [];
  const steps: Scripted[] = [];
  let fallback: Scripted = "lost";
  return {
    sent,
    script: (...more) => {
      steps.push(...more);
    },
    otherwise: (step) => {
      fallback = step;
    },
    exchange: async (request) => {
      sent.push(request);
      const step = steps.shift() ?? fallback;
      if (step === "lost") throw new Error("the network went away");
      if (step === "silence") return new Promise(() => {});
      return typeof step === "function" ? step(request) : step;
    },
  };
}
