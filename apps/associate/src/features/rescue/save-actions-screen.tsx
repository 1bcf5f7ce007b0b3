"use client";

import { lazy, Suspense, useState } from "react";
import { useOutboxCounts } from "../../queries/outbox.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { type Packed, useRescue } from "../../queries/rescue.ts";
import { handOver, rescueFileName } from "../../rescue/rescue-file.ts";
import { routes } from "../../routes.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Block, ScreenTitle } from "../../ui/screen.tsx";
import { useBack } from "../../ui/use-back.ts";
import { PhoneScreen } from "../shell/phone-screen.tsx";
import css from "./rescue.module.css";
import { cannotPackWords } from "./rescue-words.ts";

// What draws the codes is wanted once in a phone's life.
const CodeLoop = lazy(() => import("./code-loop.tsx").then((module) => ({ default: module.CodeLoop })));

type Ready = Extract<Packed, { readonly kind: "packed" }>;
type Said = { readonly tone: "quiet" | "bad"; readonly title: string; readonly words: string };

/** For a phone that may not last: what waits on it leaves, sealed, by another phone's camera or as a file. */
export function SaveActionsScreen() {
  const { session } = useReadyPhone();
  const { pack } = useRescue();
  const { unsent } = useOutboxCounts();
  const back = useBack(routes.store);
  const [shown, setShown] = useState<Ready>();
  const [said, setSaid] = useState<Said>();

  const withPackage = async (use: (ready: Ready) => void | Promise<void>) => {
    setSaid(undefined);
    const packed = await pack();
    if (packed.kind === "packed") await use(packed);
    else setSaid({ tone: "bad", ...cannotPackWords(packed.kind) });
  };
  const press = (use: (ready: Ready) => void | Promise<void>) => () => {
    withPackage(use).catch(() => setSaid({ tone: "bad", ...cannotPackWords("storage") }));
  };
  const saveFile = async ({ bytes, actions, madeAt }: Ready) => {
    const { locationId: store, timeZone } = session.location;
    const name = rescueFileName({ store, madeAt, timeZone });
    const how = await handOver(bytes, name);
    if (how === "dismissed") return;
    const what = actions === 1 ? "1 action" : `${actions} actions`;
    setSaid({
      tone: "quiet",
      title: how === "shared" ? `${what} handed over.` : `${what} saved as a file.`,
      words: `${name}. Open it on another phone or a computer in the store: Store, Take in another phone's actions. Do that soon: saved is not yet sent.`,
    });
  };

  return (
    <PhoneScreen tab="Store" back={back}>
      <ScreenTitle note="For a phone that may not last. Sealed, so that nobody but head office can read or change them.">
        Save unsent actions
      </ScreenTitle>
      <div role="status" className={css.said}>
        {said && (
          <Banner tone={said.tone} title={said.title}>
            {said.words}
          </Banner>
        )}
      </div>
      {unsent === 0 ? (
        <EmptyState>Nothing waits on this phone. Head office has everything.</EmptyState>
      ) : (
        <>
          <p className={css.lead}>
            {unsent === 1 ? "1 action is only on this phone." : `${unsent} actions are only on this phone.`}
          </p>
          <Block heading="Another phone is here">
            <p className={css.words}>
              This screen shows codes and the other phone's camera reads them. No signal needed on either. On the other phone:
              Store, Take in another phone's actions.
            </p>
            <div className={css.actions}>
              <Button icon="scan" onPress={press(setShown)}>
                Show codes
              </Button>
            </div>
          </Block>
          <Block heading="No other phone">
            <p className={css.words}>Send a file to somebody in the store, or keep it where a computer can open it.</p>
            <div className={css.actions}>
              <Button look="ghost" icon="share" onPress={press(saveFile)}>
                Save a file
              </Button>
            </div>
          </Block>
          <p className={css.small}>
            The actions also stay here, and still go by themselves if this phone finds signal. Nothing is done twice. Once saved,
            they can no longer be undone on this phone.
          </p>
        </>
      )}
      {shown && (
        <Suspense>
          <CodeLoop bytes={shown.bytes} actions={shown.actions} onDone={() => setShown(undefined)} />
        </Suspense>
      )}
    </PhoneScreen>
  );
}
