"use client";

import { useState } from "react";
import { UpdateNotice } from "../../src/pwa/update-banner.tsx";
import { Avatar } from "../../src/ui/avatar.tsx";
import { Banner } from "../../src/ui/banner.tsx";
import { Button, ButtonLink } from "../../src/ui/button.tsx";
import { Card } from "../../src/ui/card.tsx";
import { Chip, Chips } from "../../src/ui/chip.tsx";
import { EmptyState } from "../../src/ui/empty-state.tsx";
import { FilterChips } from "../../src/ui/filter-chips.tsx";
import { Icon } from "../../src/ui/icon.tsx";
import { List, ListRow } from "../../src/ui/list-row.tsx";
import { ProgressList } from "../../src/ui/progress-list.tsx";
import { Block } from "../../src/ui/screen.tsx";
import { SizeChips } from "../../src/ui/size-chips.tsx";
import { SkeletonRows } from "../../src/ui/skeleton.tsx";
import { StatusLine } from "../../src/ui/status-line.tsx";
import { StockAge } from "../../src/ui/stock-age.tsx";
import { StockTable } from "../../src/ui/stock-table.tsx";
import { Swatches } from "../../src/ui/swatches.tsx";
import { showToast } from "../../src/ui/toasts.ts";
import { Trail } from "../../src/ui/trail.tsx";
import css from "./design.module.css";
import { coatColours, coatSizes, coatStock, setUpSteps, shoeSizes } from "./sample-goods.ts";

const TWO_PM = Date.parse("2026-11-22T22:09:00Z");

export function WordSpecimens() {
  return (
    <>
      <Block heading="Buttons">
        <div className={css.stack}>
          <Button icon="truck" note="Fri, Nov 27">
            Ship to home
          </Button>
          <Button look="ghost">Hold at Market Street</Button>
          <Button look="plain">Add to bag instead</Button>
          <Button isBusy>Booking</Button>
          <Button isOff>Choose a size first</Button>
          <div className={css.inline}>
            <Button size="row">Serve Ana</Button>
            <ButtonLink href="sms:+14155550134" look="ghost" size="row">
              Text
            </ButtonLink>
            <Button size="row" look="danger">
              Cancel
            </Button>
          </div>
        </div>
      </Block>
      <Block heading="Chips, people, figures">
        <Chips>
          <Chip tone="ok">Confirmed</Chip>
          <Chip tone="wait">22 min</Chip>
          <Chip tone="bad">Needs you</Chip>
          <Chip>Coats M</Chip>
        </Chips>
        <div className={css.inline}>
          {["Ana Ruiz", "Tom Keller", "山田 太郎", "محمد علي", "Zoë Östlund", "?"].map((name) => (
            <Avatar key={name} name={name} />
          ))}
        </div>
        <div className={css.inline}>
          <StockAge asOf={TWO_PM} now={TWO_PM + 60_000} timeZone="America/Los_Angeles" />
          <StockAge asOf={TWO_PM} now={TWO_PM + 3 * 3_600_000} timeZone="America/Los_Angeles" />
        </div>
      </Block>
      <Block heading="State of the phone">
        <StatusLine tone="ok" icon="check" words="Up to date" href="/outbox" />
        <StatusLine tone="wait" icon="upCloud" words="Sending 2 of 3" href="/outbox" />
        <StatusLine tone="quiet" icon="offline" words="Offline · stock as of 2:09" href="/outbox" />
        <StatusLine tone="bad" icon="warn" words="1 needs you" href="/outbox" />
        <StatusLine tone="wait" icon="clock" words="Stock from 11:40" href="/outbox" />
        <StatusLine tone="bad" icon="lock" words="Sign in" href="/sign-in" />
        <StatusLine tone="quiet" icon="refresh" words="Update ready" />
      </Block>
      <Block heading="Rows">
        <List>
          <ListRow
            title="3 pickups to prepare"
            sub="Oldest 22 min · promised by 2:45"
            trailing={<Chip tone="wait">22 min</Chip>}
          />
          <ListRow
            title="Tom Keller"
            sub="Suit alteration ready. Text him"
            leading={<Avatar name="Tom Keller" />}
            href="/client?id=tom"
          />
          <ListRow over="Arrives" title="Fri, Nov 27 · Standard, free" onPress={() => {}} />
          <ListRow title="Standard, free" sub="Fri, Nov 27" onPress={() => {}} isChosen />
          <ListRow title="Express, $18" sub="Wed, Nov 25" onPress={() => {}} isChosen={false} />
          <ListRow title="Pickup handed to J. Osei" sub="2:05 · order 10476" trailing={<Icon name="check" tone="ok" />} />
        </List>
      </Block>
      <Block heading="On its way">
        <Trail steps={[step("On this phone", "done"), step("Sending", "ahead"), step("Confirmed", "ahead")]} />
        <Trail steps={[step("On this phone", "done"), step("Sending", "now"), step("Confirmed", "ahead")]} />
        <Trail steps={[step("On this phone", "done"), step("Sent", "done"), step("Confirmed", "done")]} />
        <Trail steps={[step("On this phone", "done"), step("Sent", "done"), step("Needs you", "bad")]} />
      </Block>
      <Block heading="Notes and cards">
        <div className={css.stack}>
          <Banner title="You're offline.">
            We'll save this on the phone and book it as soon as there's signal. Tell Ana she'll get a text when it's confirmed.
          </Banner>
          <Banner tone="bad" title="This phone is nearly full.">
            Pictures are cleared first; your work is kept.
          </Banner>
          <UpdateNotice onUpdate={() => {}} />
          <Card
            tone="bad"
            title="Ship trench coat, M to Ana Ruiz"
            actions={
              <>
                <Button size="row">Ship from Market St</Button>
                <Button size="row" look="ghost">
                  Options
                </Button>
              </>
            }
          >
            The last one sold at 2:12 before this reached head office.
          </Card>
        </div>
        <EmptyState
          action={
            <Button size="row" look="ghost">
              Scan the tag
            </Button>
          }
        >
          No match for “zorp”. Check the spelling, scan the tag, or ask head office to search everything.
        </EmptyState>
        <SkeletonRows count={2} />
        <Button look="ghost" onPress={() => showToast({ text: "Booked for Ana. Arrives Fri, Nov 27.", undo: () => {} })}>
          Show a confirmation
        </Button>
      </Block>
    </>
  );
}

export function ChoiceSpecimens() {
  const [size, setSize] = useState("M");
  const [shoe, setShoe] = useState("8");
  const [colour, setColour] = useState("Camel");
  const [kind, setKind] = useState("all");
  return (
    <Block heading="Choices">
      <Swatches legend="Colour" colours={coatColours} value={colour} onChange={setColour} />
      <SizeChips legend="Size" choices={coatSizes} value={size} onChange={setSize} />
      <SizeChips legend="Shoe size" choices={shoeSizes} value={shoe} onChange={setShoe} />
      <FilterChips
        legend="Show"
        choices={[
          { value: "all", label: "All" },
          { value: "items", label: "Items 14" },
          { value: "clients", label: "Clients 1" },
        ]}
        value={kind}
        onChange={setKind}
      />
      <StockTable heading={`Where ${size} is`} rows={coatStock} />
      <ProgressList steps={setUpSteps} total={{ done: 6.1, of: 8.4, words: "6.1 of 8.4 MB" }} />
    </Block>
  );
}

function step(label: string, state: "done" | "now" | "bad" | "ahead") {
  return { label, state };
}
