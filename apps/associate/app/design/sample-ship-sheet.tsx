"use client";

import { useState } from "react";
import { Banner } from "../../src/ui/banner.tsx";
import { Button } from "../../src/ui/button.tsx";
import { List, ListRow } from "../../src/ui/list-row.tsx";
import { Sheet } from "../../src/ui/sheet.tsx";

export function SampleShipSheet({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const [isChoosing, setChoosing] = useState(false);
  const [method, setMethod] = useState("Standard, free");
  const choose = (chosen: string) => {
    setMethod(chosen);
    setChoosing(false);
  };
  const chooser = {
    title: "Arrives",
    onBack: () => setChoosing(false),
    content: (
      <List>
        <ListRow
          title="Standard, free"
          sub="Fri, Nov 27"
          onPress={() => choose("Standard, free")}
          isChosen={method === "Standard, free"}
        />
        <ListRow
          title="Express, $18"
          sub="Wed, Nov 25"
          onPress={() => choose("Express, $18")}
          isChosen={method === "Express, $18"}
        />
      </List>
    ),
  };
  return (
    <Sheet
      isOpen={isOpen}
      onClose={onClose}
      title="Ship to Ana"
      trailing="$498.00"
      sub="Merino Trench Coat, Camel, M"
      foot={
        <>
          <Button onPress={onClose}>Book for Ana</Button>
          <Button look="plain" onPress={onClose}>
            Add to bag instead
          </Button>
        </>
      }
      {...(isChoosing ? { chooser } : {})}
    >
      <List>
        <ListRow over="To" title="1200 Bay St, Apt 4, San Francisco 94123" onPress={() => {}} />
        <ListRow over="Arrives" title={`Fri, Nov 27 · ${method}`} onPress={() => setChoosing(true)} />
        <ListRow over="From" title="Warehouse" sub="Chosen for you" onPress={() => {}} />
        <ListRow over="Pays" title="At the register with this order" onPress={() => {}} />
      </List>
      <Banner title="You're offline.">
        We'll save this on the phone and book it as soon as there's signal. Tell Ana she'll get a text when it's confirmed.
      </Banner>
    </Sheet>
  );
}
