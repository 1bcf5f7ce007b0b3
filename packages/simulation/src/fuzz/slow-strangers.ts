import net from "node:net";
import { setTimeout as pass } from "node:timers/promises";
import { exchangeOverHttp, type Phone } from "@aisle/server/testing";

export type SlowStrangers = {
  readonly opened: number;
  /** Connections that head office ended by itself. */
  readonly shownOut: number;
  readonly seconds: number;
  /** An honest phone's exchanges meanwhile: how many were answered `ok`, and how long 95 of 100 took, alone and beside the strangers. */
  readonly honest: { readonly asked: number; readonly answered: number; readonly aloneMs: number; readonly besideMs: number };
};

const HALF_HEAD = "POST /trpc/sync.exchange HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n";
const ASKED = 100;
/** Twice the longest that head office waits for a request. */
const PATIENCE_MS = 60_000;

/** Opens `count` connections that send half a head or half a body and fall silent, while an honest phone goes on. */
export async function bringSlowStrangers(port: number, phone: Phone, count: number): Promise<SlowStrangers> {
  const url = `http://127.0.0.1:${port}`;
  const alone = await timeExchanges(url, phone);
  const started = performance.now();
  const strangers = Array.from({ length: count }, (_, index) =>
    leaveHalfWay(port, index % 2 === 0 ? HALF_HEAD : `${HALF_HEAD}\r\n{"proto`),
  );
  await Promise.all(strangers.map((each) => each.sent));
  const beside = await timeExchanges(url, phone);
  const ended = await Promise.all(strangers.map((each) => each.shownOut));
  return {
    opened: count,
    shownOut: ended.filter(Boolean).length,
    seconds: (performance.now() - started) / 1000,
    honest: { asked: 2 * ASKED, answered: alone.answered + beside.answered, aloneMs: alone.p95, besideMs: beside.p95 },
  };
}

function leaveHalfWay(port: number, bytes: string): { readonly sent: Promise<void>; readonly shownOut: Promise<boolean> } {
  const socket = net.connect(port, "127.0.0.1");
  const sent = new Promise<void>((resolve) => socket.once("connect", () => socket.write(bytes, () => resolve())));
  const shownOut = new Promise<boolean>((resolve) => {
    let isOurs = false;
    socket.setTimeout(PATIENCE_MS, () => {
      isOurs = true;
      socket.destroy();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(!isOurs));
    socket.resume();
  });
  return { sent, shownOut };
}

async function timeExchanges(url: string, phone: Phone): Promise<{ readonly answered: number; readonly p95: number }> {
  const took: number[] = [];
  let answered = 0;
  for (let asked = 0; asked < ASKED; asked++) {
    const { kind, ms } = await exchangeInTurn(url, phone);
    if (kind === "ok") answered++;
    took.push(ms);
  }
  return { answered, p95: took.sort((a, b) => a - b)[Math.floor(ASKED * 0.95)] ?? 0 };
}

/** An honest phone that is asked to wait waits, and asks again: whoever stole its holder's name has used up their turn. */
async function exchangeInTurn(url: string, phone: Phone): Promise<{ readonly kind: string; readonly ms: number }> {
  for (;;) {
    const began = performance.now();
    try {
      return { kind: (await exchangeOverHttp(url, phone)).kind, ms: performance.now() - began };
    } catch (fault) {
      const [, afterMs] = /"afterMs":(\d+)/.exec(String(fault)) ?? [];
      if (afterMs === undefined) throw fault;
      await pass(Number(afterMs));
    }
  }
}
