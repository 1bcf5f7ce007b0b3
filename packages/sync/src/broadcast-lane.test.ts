import type { LocationId } from "@aisle/domain";
import type { Manifest } from "@aisle/protocol";
import { describe, expect, it } from "vitest";
import { createBroadcastLane } from "./broadcast-lane.ts";
import { createMemoryStorage } from "./memory-storage.ts";
import type { FirstContact } from "./status.ts";
import { airport, aReply, aStockPart, downtown } from "./testing/builders.ts";
import { createVirtualAlarm } from "./testing/virtual-alarm.ts";

const never = new AbortController().signal;

/** A manifest of `parts` catalogue parts; `changed` have other bytes than in version 1. */
function aManifest(version: number, parts: number, changed: readonly number[] = []): Manifest {
  return {
    epoch: "first-life",
    catalogue: {
      version,
      styles: parts * 128,
      variants: parts * 1000,
      parts: Array.from({ length: parts }, (_, part) => ({
        part,
        sha: `${changed.includes(part) ? "new" : "old"}-${part}`,
        bytes: 100,
      })),
    },
    stock: [stockEntry(downtown, 3), stockEntry(airport, 7)],
  };
}

function stockEntry(locationId: LocationId, version: number): Manifest["stock"][number] {
  return { part: 0, sha: `stock-${locationId}-${version}`, bytes: 40, locationId, version };
}

async function openLane(first: Manifest) {
  const storage = createMemoryStorage();
  const { stand } = await storage.takeBatch({ now: 0, pushMax: 1 });
  await storage.apply({ stand, reply: aReply(), now: 0 });
  const alarm = createVirtualAlarm();
  const asked: string[] = [];
  const progress: Partial<FirstContact>[] = [];
  let fails = new Set<string>();
  let manifest = first;
  let told = 0;
  const lane = createBroadcastLane({
    storage,
    alarm,
    random: () => 0.5,
    onProgress: (part) => progress.push(part),
    onFetched: () => told++,
    broadcast: {
      manifest: async () => {
        asked.push("manifest");
        return manifest;
      },
      part: async (sha) => {
        asked.push(sha);
        if (fails.delete(sha)) throw new Error("the network went away");
        const [, location = "", version = ""] = sha.split("-");
        if (!sha.startsWith("stock")) return JSON.stringify({ sha });
        return JSON.stringify(aStockPart({ locationId: location === "airport" ? airport : downtown, version: Number(version) }));
      },
    },
  });
  return {
    storage,
    asked,
    progress,
    told: () => told,
    publish: (next: Manifest) => {
      manifest = next;
    },
    failOn: (...shas: string[]) => {
      fails = new Set(shas);
    },
    follow: async (wanted: { catalogue: number; feeds: readonly string[] }) => {
      lane.follow(wanted, never);
      await alarm.advance(60_000);
      await lane.settled();
    },
  };
}

describe("the broadcast lane", () => {
  it("fills a new phone with the catalogue and the stock it was told to fetch, in real counts", async () => {
    const lane = await openLane(aManifest(1, 8));
    await lane.follow({ catalogue: 1, feeds: ["location:airport"] });
    const { state, stock, parts } = lane.storage.held();
    expect(stock.map((column) => column.locationId)).toEqual([airport]);
    expect(state.cursor).toEqual({ "location:airport": 7 });
    expect(state.catalogue).toEqual({ version: 1, styles: 1024, variants: 8000 });
    expect(parts).toHaveLength(8);
    expect(lane.progress.at(-1)?.catalogue).toEqual({ done: 8, of: 8, bytes: 800, bytesOf: 800, styles: 1024, variants: 8000 });
    expect(lane.progress[0]?.stock).toEqual({ done: 1, of: 1, bytes: 40, bytesOf: 40 });
    expect(lane.told()).toBe(1);
  });

  it("asks for nothing while it holds everything", async () => {
    const lane = await openLane(aManifest(1, 2));
    await lane.follow({ catalogue: 1, feeds: [] });
    lane.asked.length = 0;
    await lane.follow({ catalogue: 1, feeds: [] });
    expect(lane.asked).toEqual([]);
  });

  it("[BR2] goes on where it broke off, keeping what had come", async () => {
    const lane = await openLane(aManifest(1, 13));
    lane.failOn("old-9");
    await lane.follow({ catalogue: 1, feeds: [] });
    expect(lane.storage.held().parts).toHaveLength(13);
    expect(lane.asked.filter((sha) => sha === "old-0")).toHaveLength(1);
    expect(lane.asked.filter((sha) => sha === "old-9")).toHaveLength(2);
  });

  it("[BR2] [BR3] fetches of a changed catalogue only what changed, and swaps it in one piece", async () => {
    const lane = await openLane(aManifest(1, 20));
    await lane.follow({ catalogue: 1, feeds: [] });
    lane.asked.length = 0;
    const swaps: number[] = [];
    const { putParts } = lane.storage;
    Object.assign(lane.storage, {
      putParts: (change: Parameters<typeof putParts>[0]) => {
        swaps.push(change.parts.length);
        return putParts(change);
      },
    });
    lane.publish(aManifest(2, 19, [1, 2, 3, 4, 5, 6, 7, 8]));
    await lane.follow({ catalogue: 2, feeds: [] });
    expect(lane.asked).toEqual(["manifest", ...[1, 2, 3, 4, 5, 6, 7, 8].map((part) => `new-${part}`)]);
    expect(swaps).toEqual([8]);
    expect(lane.storage.held().parts.map(({ part }) => part)).not.toContain(19);
    expect(lane.storage.held().state.catalogue?.version).toBe(2);
  });

  it("fetches a column anew when head office says it is too far behind, and never an older one", async () => {
    const lane = await openLane(aManifest(1, 0));
    await lane.follow({ catalogue: 1, feeds: ["location:airport"] });
    lane.publish({ ...aManifest(1, 0), stock: [stockEntry(airport, 90)] });
    await lane.follow({ catalogue: 1, feeds: ["location:airport"] });
    expect(lane.storage.held().state.cursor).toEqual({ "location:airport": 90 });
    lane.publish({ ...aManifest(1, 0), stock: [stockEntry(airport, 80)] });
    lane.asked.length = 0;
    await lane.follow({ catalogue: 1, feeds: ["location:airport"] });
    expect(lane.asked).toEqual(["manifest"]);
  });

  it("takes nothing from another life of head office", async () => {
    const lane = await openLane({ ...aManifest(1, 2), epoch: "second-life" });
    await lane.follow({ catalogue: 1, feeds: ["location:airport"] });
    expect(lane.asked).toEqual(["manifest"]);
    expect(lane.storage.held().parts).toEqual([]);
  });
});
