"use client";

import type { ComponentProps, ReactNode } from "react";
import { useTellLooks } from "../../queries/looks.ts";
import { useOutboxCounts } from "../../queries/outbox.ts";
import { useCarriedCounts } from "../../queries/rescue.ts";
import { clientPath, routes, tabs } from "../../routes.ts";
import { useFocus } from "../../session/focus.ts";
import { ClientBar } from "../../ui/client-bar.tsx";
import { Screen } from "../../ui/screen.tsx";
import { TabBar } from "../../ui/tab-bar.tsx";
import { TopBar } from "../../ui/top-bar.tsx";
import { PhoneStatus } from "./phone-status.tsx";

type PhoneScreenProps = {
  /** The place at the foot this screen is; a task screen leaves it out and brings `back`. */
  readonly tab?: (typeof tabs)[number]["label"];
  readonly back?: ComponentProps<typeof TopBar>["back"];
  /** Quiet words at the top left, such as `Union Square · Maya`. */
  readonly place?: ReactNode;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
  readonly width?: "page" | "bare";
  /** What the bar says under the client's name; `Serving now` without it. */
  readonly clientNote?: string;
};

/** The frame of every screen: the way back and the state of the phone above, the client in focus and the places below. */
export function PhoneScreen({ tab, back, place, children, foot, width = "page", clientNote = "Serving now" }: PhoneScreenProps) {
  const { client, done } = useFocus();
  useTellLooks();
  const here = tabs.find((each) => each.label === tab);
  return (
    <Screen
      top={<TopBar {...(back && { back })} place={place} status={<PhoneStatus />} />}
      foot={foot}
      width={width}
      clientBar={
        client && (
          <ClientBar
            name={client.name}
            note={clientNote}
            spoken={`${client.name}, ${clientNote}`}
            href={clientPath(client.customerId)}
            onDone={done}
          />
        )
      }
      tabBar={here && <Places current={here.href} />}
    >
      {children}
    </Screen>
  );
}

/** The five places; Store carries what needs a person, and what is not sent yet. */
function Places({ current }: { readonly current: string }) {
  const { unsent, needsYou: own } = useOutboxCounts();
  const needsYou = own + useCarriedCounts().needsYou;
  const spoken = [needsYou > 0 && `${needsYou} ${needsYou === 1 ? "needs" : "need"} you`, unsent > 0 && `${unsent} waiting`];
  const badge = {
    count: needsYou + unsent,
    spoken: spoken.filter(Boolean).join(", "),
    tone: needsYou > 0 ? ("bad" as const) : ("wait" as const),
  };
  return <TabBar tabs={tabs.map((tab) => (tab.href === routes.store ? { ...tab, badge } : tab))} current={current} />;
}
