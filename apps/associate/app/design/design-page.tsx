"use client";

import { useSearchParams } from "next/navigation";
import { type ReactNode, useState } from "react";
import { routes } from "../../src/routes.ts";
import { FilterChips } from "../../src/ui/filter-chips.tsx";
import { List, ListRow } from "../../src/ui/list-row.tsx";
import { Block, Screen, ScreenTitle } from "../../src/ui/screen.tsx";
import { TopBar } from "../../src/ui/top-bar.tsx";
import css from "./design.module.css";
import { EntrySpecimens } from "./entry-specimens.tsx";
import { LedgerSpecimens } from "./ledger-specimens.tsx";
import { PictureSpecimens } from "./picture-specimens.tsx";
import { RescueSpecimens } from "./rescue-specimens.tsx";
import { sampleScreens } from "./sample-screens.tsx";
import { ChoiceSpecimens, WordSpecimens } from "./specimens.tsx";
import { TokenSpecimens } from "./token-specimens.tsx";

const TEXT_SIZES = [
  { value: "100%", label: "Text 100%" },
  { value: "150%", label: "150%" },
  { value: "200%", label: "200%" },
] as const;

/** Every token and part in every state, in both themes; `?show=item` opens a whole sample screen. */
export function DesignPage() {
  const shown = useSearchParams().get("show");
  const sample = sampleScreens.find((candidate) => candidate.name === shown);
  const [textSize, setTextSize] = useState("100%");
  if (sample) return <sample.Sample />;
  return (
    <Screen top={<TopBar back={{ href: routes.store, words: "Back to Store" }} />}>
      <ScreenTitle note="Every token and part in every state. On a wide window light and dark stand side by side; on a phone you see its own theme.">
        Design
      </ScreenTitle>
      <FilterChips
        legend="Text size"
        choices={TEXT_SIZES}
        value={textSize}
        onChange={(size) => {
          setTextSize(size);
          document.documentElement.style.fontSize = `${1.0625 * Number.parseInt(size, 10)}%`;
        }}
      />
      <Block heading="Whole screens">
        <List>
          {sampleScreens.map((screen) => (
            <ListRow key={screen.name} title={screen.title} href={`${routes.design}?show=${screen.name}`} />
          ))}
        </List>
      </Block>
      <BothThemes>
        <TokenSpecimens />
        <PictureSpecimens />
        <WordSpecimens />
        <ChoiceSpecimens />
        <EntrySpecimens />
        <RescueSpecimens />
        <LedgerSpecimens />
      </BothThemes>
    </Screen>
  );
}

function BothThemes({ children }: { readonly children: ReactNode }) {
  return (
    <div className={css.themes}>
      <div data-theme="light" className={css.light}>
        {children}
      </div>
      <div data-theme="dark" className={css.dark}>
        {children}
      </div>
    </div>
  );
}
