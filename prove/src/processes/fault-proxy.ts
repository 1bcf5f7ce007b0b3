// Bad Wi-Fi between phones and head office, in TCP: it knows where a request and its answer end, and decides for each request
// what becomes of it.
//
//   phone ---- request ----> proxy ---- one connection per request ----> one of head office's processes
//         <---- answer -----        <---------------------------------
//
//   lost            closed, nothing forwarded             answer-dropped  work done, answer swallowed
//   half-open       swallowed, the connection stays       answer-cut      half an answer, then closed
//   request-cut     half a request, then reset            reset           reset while head office works
//   twice           to two processes at the same time     late-twin       answered, and delivered again seconds later
//   dribble         slow-loris: piece by piece            slow            seconds late, both ways
//
// 1. The fates of a connection follow from the seed and its place in the order of connections.
// 2. Requests for broadcast parts all go to one process, as a cache in front would fetch them.

import net from "node:net";
import { createSeededRandom, type SeededRandom } from "@aisle/domain/testing";
import { untilOver } from "./fast-clock.ts";
import { createMessageReader } from "./http-frames.ts";

export const FATES = [
  "lost",
  "half-open",
  "request-cut",
  "reset",
  "answer-dropped",
  "answer-cut",
  "twice",
  "late-twin",
  "dribble",
  "slow",
] as const;
export type Fate = (typeof FATES)[number];
type Weather = Readonly<Record<Fate, number>>;

/** Chances per request; together about two in five. */
const BAD_WEATHER: Weather = {
  lost: 0.05,
  "half-open": 0.015,
  "request-cut": 0.03,
  reset: 0.03,
  "answer-dropped": 0.08,
  "answer-cut": 0.03,
  twice: 0.06,
  "late-twin": 0.04,
  dribble: 0.02,
  slow: 0.06,
};

export type FaultProxy = {
  readonly url: string;
  /** What became of how many requests. */
  readonly count: Readonly<Record<Fate | "whole" | "nobody-there", number>>;
  /** Answers of head office with a status of 500 and above. */
  readonly broken: () => number;
  /** From here on every request arrives and is answered; what hung is let go. */
  readonly calm: () => void;
  readonly close: () => Promise<void>;
};

export async function startFaultProxy(about: {
  readonly seed: number;
  /** The ports head office's processes listen on at this moment. */
  readonly ports: () => readonly number[];
}): Promise<FaultProxy> {
  const count = Object.fromEntries([...FATES, "whole", "nobody-there"].map((each) => [each, 0])) as Record<
    Fate | "whole" | "nobody-there",
    number
  >;
  const open = new Set<net.Socket>();
  let connections = 0;
  let isCalm = false;
  let broken = 0;

  /** Sends a request and resolves with the whole answer; null when nobody was there or it broke off. */
  const ask = (request: Buffer, random: SeededRandom, send = sendAtOnce): Promise<Buffer | null> => {
    const ports = about.ports();
    const port = isForEverybody(request) ? ports[0] : ports[random.int(Math.max(1, ports.length))];
    if (port === undefined) return Promise.resolve(null);
    return new Promise((resolve) => {
      const upstream = net.connect(port, "127.0.0.1");
      const read = createMessageReader();
      upstream.setNoDelay(true);
      upstream.once("connect", () => void send(upstream, request));
      upstream.on("data", (piece: Buffer) => {
        const [answer] = read(piece);
        if (!answer) return;
        if (/^HTTP\/1\.1 5/.test(answer.toString("latin1", 0, 12))) broken++;
        resolve(answer);
        upstream.destroy();
      });
      upstream.on("error", () => {});
      upstream.once("close", () => resolve(null));
    });
  };

  const serve = async (phone: net.Socket, request: Buffer, random: SeededRandom): Promise<void> => {
    const fate = isCalm ? null : drawFate(random);
    count[fate ?? "whole"]++;
    const give = (answer: Buffer | null) => {
      if (answer) return void phone.write(answer);
      count["nobody-there"]++;
      phone.destroy();
    };
    switch (fate) {
      case null:
        return give(await ask(request, random));
      case "lost":
        return void phone.destroy();
      case "half-open":
        return;
      case "request-cut":
        phone.destroy();
        await ask(request.subarray(0, Math.floor(request.length * random.next())), random, sendAndReset);
        return;
      case "reset":
        void ask(request, random);
        await untilOver(random.int(25));
        return void phone.resetAndDestroy();
      case "answer-dropped":
        await ask(request, random);
        return void phone.destroy();
      case "answer-cut": {
        const answer = await ask(request, random);
        if (answer) phone.write(answer.subarray(0, Math.floor(answer.length * random.next())));
        return void phone.end();
      }
      case "twice": {
        const answers = [ask(request, random), ask(request, random)];
        return give((await answers[random.int(2)]) ?? null);
      }
      case "late-twin":
        give(await ask(request, random));
        await untilOver(200 + random.int(3000));
        await ask(request, random);
        return;
      case "dribble":
        return give(await ask(request, random, sendByPieces(300 + random.int(1500))));
      case "slow":
        await untilOver(random.int(1000));
        {
          const answer = await ask(request, random);
          await untilOver(random.int(1000));
          return give(answer);
        }
    }
  };

  const server = net.createServer((phone) => {
    const random = createSeededRandom(about.seed * 15_485_863 + connections++);
    const read = createMessageReader();
    open.add(phone);
    phone.setNoDelay(true);
    phone.on("error", () => {});
    phone.once("close", () => open.delete(phone));
    phone.on("data", (piece: Buffer) => {
      for (const request of read(piece)) void serve(phone, request, random);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // Boundary: a TCP server's address is always an AddressInfo.
  const { port } = server.address() as net.AddressInfo;
  const letGo = () => {
    for (const phone of open) phone.destroy();
  };
  return {
    url: `http://127.0.0.1:${port}`,
    count,
    broken: () => broken,
    calm: () => {
      isCalm = true;
      letGo();
    },
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      letGo();
      return closed;
    },
  };
}

function drawFate(random: SeededRandom): Fate | null {
  let dice = random.next();
  for (const fate of FATES) {
    dice -= BAD_WEATHER[fate];
    if (dice < 0) return fate;
  }
  return null;
}

function isForEverybody(request: Buffer): boolean {
  return request.toString("latin1", 0, 10).startsWith("GET /snap/");
}

function sendAtOnce(upstream: net.Socket, request: Buffer): void {
  upstream.write(request);
}

function sendAndReset(upstream: net.Socket, request: Buffer): void {
  upstream.write(request, () => upstream.resetAndDestroy());
}

function sendByPieces(ms: number): (upstream: net.Socket, request: Buffer) => Promise<void> {
  const PIECES = 10;
  return async (upstream, request) => {
    const size = Math.ceil(request.length / PIECES);
    for (let at = 0; at < request.length && !upstream.destroyed; at += size) {
      upstream.write(request.subarray(at, at + size));
      await untilOver(ms / PIECES);
    }
  };
}
