import http from "node:http";
import type { TestCluster } from "@aisle/db/testing";
import { createSeededRandom, type SeededRandom } from "@aisle/domain/testing";
import { ask, askRaw } from "./ask.ts";
import { type Attacker, type Draft, type DraftCommand, honestExchange } from "./exchange-draft.ts";
import { createFuzzWorld, type EffectsVerdict, type FuzzWorld, judgeEffects } from "./fuzz-world.ts";
import { toText } from "./hostile-values.ts";
import { exchangeRequest, ODDITIES, type OddRequest, signedBy } from "./odd-requests.ts";
import { otherProcedure } from "./other-procedures.ts";
import { headOf, TWISTS } from "./raw-bytes.ts";
import { bringSlowStrangers, type SlowStrangers } from "./slow-strangers.ts";
import { BREAKS_ANYTHING, SPOILERS } from "./spoilers.ts";
import { type Judged, judgeAnswer } from "./typed-answer.ts";

export type FuzzRun = {
  readonly asked: number;
  /** How often each kind of bad input was sent. */
  readonly kinds: ReadonlyMap<string, number>;
  /** How often each kind of answer came. */
  readonly answers: ReadonlyMap<string, number>;
  /** The first of what should not have been, with what was sent. */
  readonly broken: readonly string[];
  readonly brokenCount: number;
  /** What head office's process failed to catch. */
  readonly uncaught: readonly string[];
  readonly strangers: SlowStrangers;
  readonly effects: EffectsVerdict;
  /** Answers `same-id-other-content`, and how many of those head office raised. */
  readonly altered: { readonly answered: number; readonly raised: number };
  /** Another phone's name in an exchange: how often it was asked, and raised. */
  readonly otherPhone: { readonly answered: number; readonly raised: number };
  /** Head office's memory in use after a collection: once warm, and at the end. */
  readonly memoryBytes: { readonly before: number; readonly after: number };
  readonly slowestMs: number;
  readonly seconds: number;
};

const AT_ONCE = 8;
/** Of a hundred requests, so many are bytes, odd requests, and calls of other procedures; the rest are spoiled exchanges. */
const BYTES = 10;
const ODD = 15;
const OTHER = 10;
/** The honest phone books and exchanges once in so many requests. */
const VICTIM_EVERY = 50;
const SAMPLES = 20;

/**
 * Sends `count` spoiled requests to a real head office over real sockets, from stolen phones with real sessions, while an
 * honest phone goes on booking. The same seed sends the same; what is answered first depends on the machine.
 */
export async function runFuzz(options: {
  readonly seed: number;
  readonly count: number;
  /** Connections that send half a request and fall silent, after the storm. */
  readonly slowStrangers?: number;
  readonly cluster?: TestCluster;
}): Promise<FuzzRun> {
  const started = performance.now();
  const world = await createFuzzWorld(options.seed, options.cluster);
  const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const notes = createNotes();
  try {
    const warmUp = Math.floor(options.count / 10);
    await storm({ world, agent, notes, from: 0, to: warmUp, seed: options.seed });
    const before = await world.server.report();
    await storm({ world, agent, notes, from: warmUp, to: options.count, seed: options.seed });
    agent.destroy();
    const strangers = await bringSlowStrangers(world.server.port, await world.addPhone(), options.slowStrangers ?? 0);
    const after = await world.server.report();
    while (!(await world.victim.exchange()));
    return {
      ...notes.sum(after.events),
      asked: options.count,
      strangers,
      uncaught: after.uncaught,
      memoryBytes: { before: before.memoryBytes, after: after.memoryBytes },
      effects: await judgeEffects(world),
      seconds: (performance.now() - started) / 1000,
    };
  } finally {
    agent.destroy();
    await world.close();
  }
}

type Storm = {
  readonly world: FuzzWorld;
  readonly agent: http.Agent;
  readonly notes: Notes;
  readonly from: number;
  readonly to: number;
  readonly seed: number;
};

async function storm({ world, agent, notes, from, to, seed }: Storm): Promise<void> {
  let next = from;
  let victimAtWork = Promise.resolve();
  const sender = async () => {
    for (let index = next++; index < to; index = next++) {
      const random = createSeededRandom(seed * 1_000_003 + index);
      if (index % VICTIM_EVERY === 0) victimAtWork = victimAtWork.then(() => work(world, random));
      await sendOne({ world, agent, notes, random, index });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sender));
  await victimAtWork;
}

async function work({ victim, about }: FuzzWorld, random: SeededRandom): Promise<void> {
  await victim.book(random.pick(about.skus), 1);
  await victim.exchange();
}

type Sending = Omit<Storm, "from" | "to" | "seed"> & { readonly random: SeededRandom; readonly index: number };

async function sendOne({ world, agent, notes, random, index }: Sending): Promise<void> {
  const phone = random.pick(world.attackers);
  const draft = honestExchange(random, world.about, phone);
  const dice = random.int(100);
  const began = performance.now();
  if (dice >= BYTES + ODD + OTHER) {
    const kinds = Array.from({ length: random.chance(0.2) ? 2 : 1 }, () => random.pick(SPOILER_NAMES)).sort(breakersLast);
    for (const kind of kinds) SPOILERS[kind]?.(draft, { random, about: world.about, phone });
    const body = toText(draft);
    const answer = await ask(agent, world.server.port, signedBy(phone, exchangeRequest(phone.cookie, body)));
    const judged = judgeAnswer(answer, body.length <= MAX_BODY ? "reply" : "anything");
    learn(phone, draft, judged);
    notes.note({ kind: kinds.join(" + "), judged, sent: body, index, draft });
  } else if (dice >= BYTES + ODD) {
    const [request, name] = otherProcedure(random, world.about, phone);
    const judged = judgeAnswer(await ask(agent, world.server.port, request), isModest(request) ? "typed" : "anything");
    notes.note({ kind: `another procedure: ${name}`, judged, sent: request, index });
  } else if (dice >= BYTES) {
    const [request, kind] = oddRequest(phone, draft, random);
    const isExchange = request.method === "POST" && request.path === exchangeRequest("", "").path && isModest(request);
    const judged = judgeAnswer(await ask(agent, world.server.port, request), isExchange ? "reply" : "anything");
    notes.note({ kind, judged, sent: request, index });
  } else {
    const [request] = oddRequest(phone, draft, random);
    const twist = random.pick(Object.keys(TWISTS));
    const bytes = TWISTS[twist]?.(headOf(request), Buffer.from(request.body), random);
    const answers = bytes ? await askRaw(world.server.port, bytes) : [];
    for (const answer of answers)
      notes.note({ kind: `bytes: ${twist}`, judged: judgeAnswer(answer, "anything"), sent: request, index });
  }
  notes.took(performance.now() - began);
}

const SPOILER_NAMES = Object.keys(SPOILERS);
const breakersLast = (a: string, b: string) => Number(BREAKS_ANYTHING.includes(a)) - Number(BREAKS_ANYTHING.includes(b));
const MAX_BODY = 1024 * 1024;
/** Beyond this Node itself refuses the headers, before anything of ours is asked. */
const MAX_HEADERS = 12_000;

function isModest({ headers, body }: OddRequest): boolean {
  return Buffer.byteLength(body) <= MAX_BODY && Object.entries(headers).join().length < MAX_HEADERS && !("expect" in headers);
}

function oddRequest(phone: Attacker, draft: Draft, random: SeededRandom): readonly [OddRequest, string] {
  const kind = random.pick(Object.keys(ODDITIES));
  const request = exchangeRequest(phone.cookie, toText(draft));
  return [signedBy(phone, ODDITIES[kind]?.(request, random) ?? request), kind];
}

/** An attacker keeps up with head office, or all but its first exchange would be a gap. */
function learn(phone: Attacker, draft: Draft, judged: Judged): void {
  if (judged.kind !== "reply") return;
  const { reply } = judged;
  if (reply.kind === "gap") phone.nextSeq = reply.expected;
  if (reply.kind !== "ok") return;
  for (const patch of reply.patches) phone.cursor[patch.feed] = patch.to;
  const taken = new Map(reply.outcomes.map((outcome) => [outcome.id, outcome.seq]));
  for (const seq of taken.values()) phone.nextSeq = Math.max(phone.nextSeq, seq + 1);
  const answered = draft.push.filter((command): command is DraftCommand => taken.has(String(command?.["id"])));
  phone.sent.push(...answered.slice(0, 1));
  if (phone.sent.length > 50) phone.sent.shift();
}

type Note = {
  readonly kind: string;
  readonly judged: Judged;
  readonly sent: unknown;
  readonly index: number;
  readonly draft?: Draft;
};
type Notes = ReturnType<typeof createNotes>;

function createNotes() {
  const kinds = new Map<string, number>();
  const answers = new Map<string, number>();
  const broken: string[] = [];
  let brokenCount = 0;
  let altered = 0;
  let otherPhone = 0;
  let slowestMs = 0;
  const count = (map: Map<string, number>, name: string) => map.set(name, (map.get(name) ?? 0) + 1);
  return {
    took: (ms: number) => {
      slowestMs = Math.max(slowestMs, ms);
    },
    note: ({ kind, judged, sent, index, draft }: Note) => {
      for (const each of kind.split(" + ")) count(kinds, each);
      for (const name of namesOf(judged)) count(answers, name);
      if (judged.kind === "broken") {
        brokenCount++;
        if (broken.length < SAMPLES) broken.push(`#${index} ${kind}: ${judged.why} <- ${JSON.stringify(sent).slice(0, 600)}`);
      }
      if (judged.kind !== "reply") return;
      const { reply } = judged;
      if (reply.kind === "ok") altered += reply.outcomes.filter((each) => codeOf(each) === "same-id-other-content").length;
      if (reply.kind === "sign-in-again" && kind.includes("another phone named") && draft) otherPhone++;
    },
    sum: (events: Readonly<Record<string, number>>) => ({
      kinds,
      answers,
      broken,
      brokenCount,
      slowestMs,
      altered: { answered: altered, raised: events["command-needs-a-person: same-id-other-content"] ?? 0 },
      otherPhone: { answered: otherPhone, raised: events["other-phone-named"] ?? 0 },
    }),
  };
}

function namesOf(judged: Judged): readonly string[] {
  switch (judged.kind) {
    case "reply":
      return judged.reply.kind === "ok"
        ? ["ok", ...judged.reply.outcomes.map((each) => `- ${each.kind} ${codeOf(each)}`.trim())]
        : [judged.reply.kind];
    case "refusal":
      return [judged.where === null ? judged.code : `${judged.code} that names the field`];
    case "other":
      return [judged.status === null ? "connection closed" : `HTTP ${judged.status}`];
    case "broken":
      return ["broken"];
  }
}

function codeOf(outcome: object): string {
  return "refusal" in outcome ? String(Object(outcome.refusal).code) : "";
}
