"use client";

import type { DeviceId } from "@aisle/domain";
import type { RescueAnswer } from "@aisle/protocol";
import { lazy, Suspense, useState } from "react";
import { CarriedCard } from "../../src/features/rescue/carried-card.tsx";
import { CodesProgress } from "../../src/features/rescue/codes-progress.tsx";
import { refusedWords } from "../../src/features/rescue/rescue-words.ts";
import type { CarriedPackage } from "../../src/queries/rescue.ts";
import { Banner } from "../../src/ui/banner.tsx";
import { Button } from "../../src/ui/button.tsx";
import { Block } from "../../src/ui/screen.tsx";
import css from "./design.module.css";

const CodeLoop = lazy(() => import("../../src/features/rescue/code-loop.tsx").then((module) => ({ default: module.CodeLoop })));

/** A package on its way over another phone, in every state, and the codes it came by. */
export function RescueSpecimens() {
  const [isShowing, setShowing] = useState(false);
  const damaged = refusedWords("does-not-open");
  return (
    <Block heading="Another phone's actions">
      <div className={css.stack}>
        {PACKAGES.map((carried) => (
          <CarriedCard key={carried.package.id} carried={carried} moment={() => "2:12"} namesOf={() => NAMES} onSeen={() => {}} />
        ))}
        <Banner tone="bad" title={damaged.title}>
          {damaged.words}
        </Banner>
        <CodesProgress read={null} />
        <CodesProgress read={READ} />
        <Button look="ghost" icon="scan" onPress={() => setShowing(true)}>
          Show codes
        </Button>
      </div>
      {isShowing && (
        <Suspense>
          <CodeLoop bytes={SOME_BYTES} actions={12} onDone={() => setShowing(false)} />
        </Suspense>
      )}
    </Block>
  );
}

const SOME_BYTES = Uint8Array.from({ length: 1900 }, (_, index) => (index * 7919) % 251);
const READ = { checksum: "9E107D9D", count: 12, partByNumber: new Map([1, 3, 4, 5, 6, 8, 10].map((number) => [number, ""])) };
const NAMES = {
  place: (id: string) => id,
  item: () => "Merino Trench Coat, Camel, M",
  currency: "USD",
  source: undefined,
  at: "2:31",
};
const TAKEN: RescueAnswer = { kind: "taken-in", epoch: "", actions: 7, confirmed: 7, known: 0, unreadable: 0, needsYou: [] };
const DECIDED = { seq: 0, decidedAt: "2026-11-22T22:31:00Z" };

const PACKAGES: readonly CarriedPackage[] = [
  carriedPackage("waiting", "on-this-phone", null),
  carriedPackage("going", "sending", null),
  carriedPackage("taken", "answered", TAKEN),
  carriedPackage("open", "answered", {
    ...TAKEN,
    confirmed: 6,
    needsYou: [
      {
        id: "1",
        name: "order.ship-to-home",
        issuedAt: "2026-11-22T22:12:00Z",
        by: "Maya",
        customer: "Ana Ruiz",
        sku: "104236",
        outcome: { ...DECIDED, id: "1", kind: "refused", refusal: { code: "unknown-customer" } },
      },
    ],
  }),
  carriedPackage("refused", "answered", { kind: "refused", code: "other-store" }),
];

function carriedPackage(id: string, state: CarriedPackage["state"], answer: CarriedPackage["package"]["answer"]): CarriedPackage {
  const isSeen = answer?.kind === "taken-in" && answer.needsYou.length === 0;
  // Boundary: nobody reads it here.
  const device = "0190a3c2-0000-7000-8000-0123456789ab" as DeviceId;
  const times = { madeAt: 0, takenAt: 0, answeredAt: answer ? 1 : 0 };
  return { state, package: { id, device, bytes: new Uint8Array(), answer, isSeen, ...times } };
}
