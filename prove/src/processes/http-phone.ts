// A phone without a screen: the real loop and outbox over HTTP, on whatever storage it is given.

import { createHash } from "node:crypto";
import type { ComparisonReply, Manifest, Reply } from "@aisle/protocol";
import { fetchAs, type Phone, SESSION_COOKIE } from "@aisle/server/testing";
import {
  type Broadcast,
  type Compare,
  createSyncLoop,
  type DriftFound,
  findDrift,
  type MemoryStorage,
  type SyncLoop,
  type Transport,
} from "@aisle/sync";
import { createFastClock } from "./fast-clock.ts";
import { type PlannedCommand, type PlannedPhone, phoneOf, type Storm } from "./plan.ts";

export type HttpPhone = {
  readonly planned: PlannedPhone;
  readonly storage: MemoryStorage;
  readonly loop: SyncLoop;
  /** Saves a command as the app does; durable when it resolves. */
  readonly issue: (command: PlannedCommand) => Promise<void>;
  /** What the app does over a working day, at once: holds every feed against head office and drops those that differ. */
  readonly compareAll: () => Promise<readonly DriftFound[]>;
};

const APP = "torture";
const TRY_LATER_MS = 5000;

export function createHttpPhone(about: {
  readonly storm: Storm;
  readonly number: number;
  readonly storage: MemoryStorage;
  readonly url: string;
  readonly onFault: (fault: unknown) => void;
  /** Stands between the engine and the network. */
  readonly meddle?: (transport: Transport) => Transport;
}): HttpPhone {
  const { storm, storage, url } = about;
  const planned = phoneOf(storm, about.number);
  const { token, skewMs, deviceId, by } = planned;
  const alarm = createFastClock({ ...storm, skewMs });
  const cookie = `${SESSION_COOKIE}=${token}`;
  const phone = { deviceId, cookie };
  const transport = createHttpTransport(url, phone);
  const loop = createSyncLoop({
    storage,
    alarm,
    transport: about.meddle?.(transport) ?? transport,
    broadcast: createBroadcastReader(url, phone),
    random: Math.random,
    wakeups: { subscribe: () => () => {}, isShown: () => true },
    runner: (work, signal) => work(signal),
    identity: () => ({ device: deviceId, app: APP }),
    report: about.onFault,
  });
  const issue = async ({ isPoison: _, ...command }: PlannedCommand) => {
    const issuedAt = new Date(alarm.now()).toISOString();
    await storage.enqueue({ ...command, v: 1, by, issuedAt, notBefore: 0, label: { title: command.name } });
  };
  const compare = createComparer(url, phone);
  const compareAll = () => findDrift({ storage, compare, alarm }, new AbortController().signal);
  return { planned, storage, loop, issue, compareAll };
}

/** What the app's transport does: head office's answers are answers, anything else somebody says is "later", silence rejects. */
function createHttpTransport(url: string, phone: Phone): Transport {
  return {
    exchange: async (request, signal): Promise<Reply> => {
      const body = JSON.stringify(request);
      const response = await fetchAs(phone, url, { method: "POST", path: "/trpc/sync.exchange", body, signal });
      if (response.status === 401) return { kind: "sign-in-again" };
      const text = await response.text();
      try {
        // Boundary: the type is the router's own.
        const body = JSON.parse(text) as { readonly result?: { readonly data: Reply } };
        if (body.result) return body.result.data;
      } catch {
        // Not head office's words: treated as any other answer that is none.
      }
      return { kind: "try-later", afterMs: TRY_LATER_MS };
    },
  };
}

function createComparer(url: string, phone: Phone): Compare {
  return async (held, signal) => {
    const asked = { method: "POST", path: "/trpc/sync.compare", body: JSON.stringify(held), signal };
    const response = await fetchAs(phone, url, asked);
    // Boundary: the type is the router's own.
    const body = (await response.json()) as { readonly result?: { readonly data: ComparisonReply } };
    if (!body.result) throw new Error(`the comparison was answered ${response.status}`);
    return body.result.data;
  };
}

function createBroadcastReader(url: string, phone: Phone): Broadcast {
  const read = async (path: string, signal: AbortSignal) => {
    const response = await fetchAs(phone, url, { path: `/snap/${path}`, signal });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return response;
  };
  return {
    // Boundary: head office wrote it.
    manifest: async (signal) => (await (await read("manifest.json", signal)).json()) as Manifest,
    part: async (sha, signal) => {
      const text = await (await read(sha, signal)).text();
      if (createHash("sha256").update(text).digest("hex") !== sha) throw new Error(`what came for ${sha} is something else`);
      return text;
    },
  };
}
