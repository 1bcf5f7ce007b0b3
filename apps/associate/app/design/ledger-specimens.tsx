"use client";

import { DifferenceTable } from "../../src/features/outbox/difference-table.tsx";
import { CheckSentence } from "../../src/features/store/check-result.tsx";
import { routes } from "../../src/routes.ts";
import { Button } from "../../src/ui/button.tsx";
import { Card } from "../../src/ui/card.tsx";
import { Chip, Chips } from "../../src/ui/chip.tsx";
import { Icon } from "../../src/ui/icon.tsx";
import { List, ListRow } from "../../src/ui/list-row.tsx";
import { Block, ScreenTitle } from "../../src/ui/screen.tsx";
import { type Step, Steps } from "../../src/ui/steps.tsx";
import { actionChip } from "../../src/words/action-words.ts";

const STATES = ["on-this-phone", "sending", "confirmed", "needs-you", "sent-again", "put-aside"] as const;

const TRAILS: readonly (readonly Step[])[] = [
  [step("On this phone", "2:16", "waiting"), step("Sending", "", "ahead"), step("Confirmed", "", "ahead")],
  [step("On this phone", "2:16", "done"), step("Tried", "2:17, 6 tries", "waiting"), step("Confirmed", "", "ahead")],
  [step("On this phone", "2:16", "done"), step("Sent", "2:17", "done"), step("Confirmed", "2:17", "now")],
  [step("On this phone", "2:16", "done"), step("Sent", "2:31", "done"), step("Needs you", "2:31", "bad")],
  [step("On this phone", "yesterday 2:16", "done"), step("Sent", "2:31", "done"), step("Refused, sent again", "2:31", "done")],
];

const NOBODY = { at: 0, onlyHere: [], lost: [], unlisted: [] };

/** The parts of the outbox, of one action's page and of the shift's end, in every state. */
export function LedgerSpecimens() {
  return (
    <>
      <Block heading="An action's page">
        <ScreenTitle size="long" note="Nothing was booked. It stays here until you choose.">
          Ship Merino Trench Coat, Camel, M to Ana Ruiz
        </ScreenTitle>
        {TRAILS.map((steps) => (
          <Steps key={steps.map(({ label }) => label).join()} label="How far it is" steps={steps} />
        ))}
        <Chips>
          {STATES.map((state) => (
            <Chip key={state} tone={actionChip(state).tone}>
              {actionChip(state).words}
            </Chip>
          ))}
        </Chips>
      </Block>
      <Block heading="Booked otherwise than said">
        <Card
          tone="bad"
          title="Ship trench coat, M to Priya Shah"
          href={routes.outbox}
          actions={
            <>
              <Button size="row">Text Priya</Button>
              <Button size="row" look="ghost">
                Priya knows
              </Button>
            </>
          }
        >
          Booked as order 10483, but not as Priya was told.
          <DifferenceTable
            differences={[
              { what: "At home", told: "Fri, Nov 27", now: "Mon, Nov 30" },
              { what: "From", told: "Warehouse", now: "Market Street" },
            ]}
          />
        </Card>
      </Block>
      <Block heading="Lost in a restore">
        <Card
          tone="bad"
          title="Ship trench coat, M to Tom Keller"
          href={routes.outbox}
          actions={
            <>
              <Button size="row" look="ghost">
                Find something like it
              </Button>
              <Button size="row" look="ghost">
                Options
              </Button>
            </>
          }
        >
          Confirmed 2:31, then lost by head office in a restore, and refused now. No store can send it any more.
        </Card>
      </Block>
      <Block heading="Ledger">
        <List>
          <ListRow
            title="Ship trench coat, M to Ana Ruiz"
            sub="2:17 · order 10482"
            trailing={<Icon name="check" tone="ok" />}
            href={routes.outbox}
          />
          <ListRow
            title="Ship trench coat, M to Tom Keller"
            sub="yesterday 5:40"
            trailing={<Chip tone="quiet">Put aside</Chip>}
            href={routes.outbox}
          />
        </List>
      </Block>
      <Block heading="End of a shift">
        <CheckSentence shown={{ state: "asking" }} />
        <CheckSentence shown={{ state: "checked", check: { ...NOBODY, actions: 14, has: 14 } }} />
        <CheckSentence shown={{ state: "checked", check: { ...NOBODY, actions: 14, has: 12, unlisted: ONE_MORE } }} />
        <CheckSentence shown={{ state: "unreachable" }} />
        <CheckSentence shown={{ state: "sign-in" }} />
      </Block>
    </>
  );
}

// Boundary: an id of nobody, for a picture.
const ONE_MORE = [{ id: "x" as never, name: "order.ship-to-home", decidedAt: "2026-11-22T22:31:00Z" }];

function step(label: string, when: string, mark: Step["mark"]): Step {
  return { label, when, mark };
}
