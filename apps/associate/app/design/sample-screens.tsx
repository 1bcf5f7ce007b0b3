"use client";

import { type ReactNode, useEffect, useState } from "react";
import { findPath, itemPath, routes, tabs } from "../../src/routes.ts";
import { Amount, Figure, Figures } from "../../src/ui/amount.tsx";
import { Avatar } from "../../src/ui/avatar.tsx";
import { Button, ButtonLink } from "../../src/ui/button.tsx";
import { Card } from "../../src/ui/card.tsx";
import { Chip, Chips } from "../../src/ui/chip.tsx";
import { ClientBar } from "../../src/ui/client-bar.tsx";
import { Icon } from "../../src/ui/icon.tsx";
import { List, ListRow } from "../../src/ui/list-row.tsx";
import { PersonPicker } from "../../src/ui/person-picker.tsx";
import { PinPad } from "../../src/ui/pin-pad.tsx";
import { ProductPicture } from "../../src/ui/product-picture.tsx";
import { ProgressList } from "../../src/ui/progress-list.tsx";
import { Block, Screen, ScreenTitle } from "../../src/ui/screen.tsx";
import { SearchField } from "../../src/ui/search-field.tsx";
import { SizeChips } from "../../src/ui/size-chips.tsx";
import { StatusLine } from "../../src/ui/status-line.tsx";
import { StockTable } from "../../src/ui/stock-table.tsx";
import { Swatches } from "../../src/ui/swatches.tsx";
import { TabBar } from "../../src/ui/tab-bar.tsx";
import { TopBar } from "../../src/ui/top-bar.tsx";
import { Trail } from "../../src/ui/trail.tsx";
import css from "./design.module.css";
import { coatColours, coatSizes, coatStock, setUpSteps } from "./sample-goods.ts";
import { SampleShipSheet } from "./sample-ship-sheet.tsx";

/** Whole screens with made-up content, to set beside the design they were drawn from. */
export const sampleScreens: readonly { readonly name: string; readonly title: string; readonly Sample: () => ReactNode }[] = [
  { name: "today", title: "Today", Sample: Today },
  { name: "item", title: "Item", Sample: () => <Item isShipping={false} /> },
  { name: "ship", title: "Ship sheet", Sample: () => <Item isShipping /> },
  { name: "outbox", title: "Outbox", Sample: Outbox },
  { name: "client", title: "Client", Sample: Client },
  { name: "sign-in", title: "Sign in", Sample: SignIn },
  { name: "first-contact", title: "First contact", Sample: FirstContact },
];

const upToDate = <StatusLine tone="ok" icon="check" words="Up to date" href={routes.outbox} />;
const work = { count: 3, spoken: "1 needs you, 2 waiting", tone: "bad" } as const;
const tabsWithWork = tabs.map((tab) => (tab.href === routes.store ? { ...tab, badge: work } : tab));
const back = { href: routes.design, words: "Back to Design" };
const ana = (
  <ClientBar
    name="Ana Ruiz"
    note="Serving now"
    spoken="Ana Ruiz, bag 1 item, 120 dollars"
    href="/client?id=ana"
    bag={{ words: "1 · $120", spoken: "open the bag", href: "/bag" }}
  />
);

function Today() {
  const [words, setWords] = useState("");
  return (
    <Screen top={<TopBar place="Union Square · Maya" status={upToDate} />} tabBar={<TabBar tabs={tabs} current={routes.today} />}>
      <ScreenTitle>Good afternoon, Maya</ScreenTitle>
      <div className={css.stack}>
        <SearchField label="Item, client or order" value={words} onChange={setWords} />
      </div>
      <Block heading="Needs you">
        <List>
          <ListRow
            title="3 pickups to prepare"
            sub="Oldest 22 min · promised by 2:45"
            trailing={<Chip tone="wait">22 min</Chip>}
          />
          <ListRow
            title="1 order needs a decision"
            sub="Ana Ruiz · trench coat sold out at source"
            trailing={<Chip tone="bad">Fix</Chip>}
          />
        </List>
      </Block>
      <Block heading="Follow-ups today">
        <List>
          <ListRow
            title="Tom Keller"
            sub="Suit alteration ready. Text him"
            leading={<Avatar name="Tom Keller" />}
            href="/client?id=tom"
          />
          <ListRow
            title="Priya Shah"
            sub="Birthday Friday. Likes Lindqvist"
            leading={<Avatar name="Priya Shah" />}
            href="/client?id=priya"
          />
        </List>
      </Block>
      <Block heading="My day">
        <Figures>
          <Figure figure="$2,840" label="sold" />
          <Figure figure="4" label="shipped home" />
          <Figure figure="7" label="clients" />
        </Figures>
      </Block>
    </Screen>
  );
}

function Item({ isShipping }: { readonly isShipping: boolean }) {
  const [size, setSize] = useState("M");
  const [colour, setColour] = useState("Camel");
  const [isOpen, setOpen] = useState(isShipping);
  return (
    <Screen
      top={
        <TopBar
          back={back}
          status={<StatusLine tone="quiet" icon="offline" words="Offline · stock as of 2:09" href={routes.outbox} />}
        />
      }
      clientBar={ana}
      foot={
        <Button icon="truck" note="Fri, Nov 27" onPress={() => setOpen(true)}>
          Ship to home
        </Button>
      }
    >
      <div className={css.productHead}>
        <ProductPicture image="drawn:coat" colour={colour} title="Merino Trench Coat" size="page" />
        <div className={css.productWords}>
          <p className={css.sub}>Lindqvist</p>
          <h1 className={css.productName}>Merino Trench Coat</h1>
          <Amount money={{ minor: 49800, currency: "USD" }} />
          <p className={css.sub}>{colour} · 4.7 (212)</p>
        </div>
      </div>
      <Swatches legend="Colour" colours={coatColours} value={colour} onChange={setColour} />
      <SizeChips legend="Size" choices={coatSizes} value={size} onChange={setSize} />
      <StockTable heading={`Where ${size} is`} rows={coatStock} />
      <SampleShipSheet isOpen={isOpen} onClose={() => setOpen(false)} />
    </Screen>
  );
}

function Outbox() {
  return (
    <Screen
      top={<TopBar back={back} status={<StatusLine tone="wait" icon="upCloud" words="Sending 2 of 3" />} />}
      tabBar={<TabBar tabs={tabsWithWork} current={routes.store} />}
    >
      <ScreenTitle note="Everything you do is saved on this phone first. It leaves this list when head office confirms it.">
        Outbox
      </ScreenTitle>
      <Block heading="Needs you, 1">
        <Card
          tone="bad"
          title="Ship trench coat, M to Ana Ruiz"
          href={routes.outbox}
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
      </Block>
      <Block heading="Waiting, 2">
        <List>
          <ListRow
            title="Return, 1 item, Tom Keller"
            below={
              <Trail
                steps={[
                  { label: "On this phone", state: "done" },
                  { label: "Sending", state: "now" },
                  { label: "Confirmed", state: "ahead" },
                ]}
              />
            }
          />
          <ListRow
            title="Note on Priya Shah"
            below={
              <Trail
                steps={[
                  { label: "On this phone", state: "done" },
                  { label: "Sent", state: "ahead" },
                  { label: "Confirmed", state: "ahead" },
                ]}
              />
            }
          />
        </List>
      </Block>
      <Block heading="Confirmed today, 9">
        <List>
          <ListRow title="Pickup handed to J. Osei" sub="2:05 · order 10476" trailing={<Icon name="check" tone="ok" />} />
          <ListRow title="Count, Denim wall" sub="1:40 · 64 units, 2 differences" trailing={<Icon name="check" tone="ok" />} />
        </List>
      </Block>
    </Screen>
  );
}

function Client() {
  return (
    <Screen
      top={<TopBar back={back} status={upToDate} />}
      clientBar={ana}
      tabBar={<TabBar tabs={tabs} current={routes.clients} />}
    >
      <div className={css.personHead}>
        <Avatar name="Ana Ruiz" size="page" />
        <ScreenTitle note="Client since 2021 · Maya's client">Ana Ruiz</ScreenTitle>
      </div>
      <div className={css.inline}>
        <Button size="row">Serve Ana</Button>
        <ButtonLink size="row" look="ghost" href="sms:+14155550134">
          Text
        </ButtonLink>
        <ButtonLink size="row" look="ghost" href={findPath()}>
          Find for Ana
        </ButtonLink>
      </div>
      <Block heading="Wears">
        <Chips>
          {["Coats M", "Shoes 7½", "Jeans 28", "No wool next to skin"].map((words) => (
            <Chip key={words}>{words}</Chip>
          ))}
        </Chips>
      </Block>
      <Block heading="Open orders">
        <List>
          <ListRow
            title="Trench coat, Camel, M"
            sub="Ships Wed · arrives Fri, Nov 27"
            trailing={<Chip tone="ok">Confirmed</Chip>}
          />
        </List>
      </Block>
      <Block heading="Bought, last 12 months · $2,310">
        <List>
          <ListRow
            leading={<ProductPicture image="drawn:boot" colour="Black" title="Chelsea boot" />}
            title="Chelsea boot, Black, 7½"
            sub="Sep 12 · Market Street"
            trailing={<Amount money={{ minor: 21000, currency: "USD" }} />}
            href={itemPath({ style: "chelsea-boot" })}
          />
          <ListRow
            leading={<ProductPicture image="drawn:cardigan" colour="Ivory" title="Cashmere cardigan" />}
            title="Cashmere cardigan, Ivory, M"
            sub="Aug 3 · Online"
            trailing={<Amount money={{ minor: 18500, currency: "USD" }} />}
            href={itemPath({ style: "cashmere-cardigan" })}
          />
        </List>
      </Block>
    </Screen>
  );
}

function SignIn() {
  const [person, setPerson] = useState("Maya");
  const [pin, setPin] = useState("");
  const [problem, setProblem] = useState<string>();
  return (
    <Screen top={<TopBar place="Union Sq 04" status={<StatusLine tone="quiet" icon="lock" words="Locked" />} />}>
      <ScreenTitle>Who has the phone?</ScreenTitle>
      <div className={css.atFoot}>
        <PersonPicker
          legend="Who is signing in"
          people={["Maya", "Sam", "Jo Osei"].map((name) => ({ id: name, name }))}
          value={person}
          onChange={setPerson}
        />
        <PinPad
          label={`${person}, enter your PIN`}
          value={pin}
          onChange={setPin}
          length={6}
          onComplete={() => {
            setPin("");
            setProblem("That's not it. 2 tries left.");
          }}
          {...(problem === undefined ? {} : { problem })}
        />
      </div>
    </Screen>
  );
}

function FirstContact() {
  useEffect(() => {
    document.title = "Setting up · Aisle";
  }, []);
  return (
    <Screen foot={<Button isOff>Start using it</Button>}>
      <div className={css.stack}>
        <ScreenTitle note="About 20 seconds. Keep the app open.">Setting up Union Sq 04</ScreenTitle>
        <ProgressList steps={setUpSteps} total={{ done: 6.1, of: 8.4, words: "6.1 of 8.4 MB" }} />
      </div>
    </Screen>
  );
}
