"use client";

import { type CommandId, type CustomerId, DELIVERY_PRICE_MINOR, firstName, type OrderId } from "@aisle/domain";
import { useRef, useState } from "react";
import { shipToHome } from "../../commands/ship-to-home.ts";
import { useNeedsOf } from "../../queries/clients.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { useIsAway } from "../../queries/promise.ts";
import { useRecents } from "../../queries/recents.ts";
import { useFocus } from "../../session/focus.ts";
import { Amount } from "../../ui/amount.tsx";
import { Button } from "../../ui/button.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { dayWords } from "../../words/day-words.ts";
import { notSavedWords } from "../../words/not-saved-words.ts";
import { variantWords } from "../../words/option-words.ts";
import { useIssue } from "../shell/use-issue.ts";
import { CHOOSER_TITLES, ShipChooser } from "./ship-choosers.tsx";
import type { ShipDraft } from "./ship-draft.ts";
import { ShipNotes } from "./ship-notes.tsx";
import { ShipRows } from "./ship-rows.tsx";
import css from "./ship-sheet.module.css";
import { useShipQuote } from "./use-ship-quote.ts";
import { WhoFor } from "./who-for.tsx";

type ShipSheetProps = {
  readonly draft: ShipDraft;
  readonly isOpen: boolean;
  readonly onChange: (part: Partial<ShipDraft>) => void;
  readonly onClose: () => void;
  readonly onBooked: (id: CommandId) => void;
};

/** The booking, worked out before anything is asked: every row is an answer that can be changed by a push and back. */
export function ShipSheet({ draft, isOpen, onChange, onClose, onBooked }: ShipSheetProps) {
  const quote = useShipQuote(draft);
  const isAway = useIsAway();
  const { catalogue } = useReadyPhone();
  const { serve } = useFocus();
  const { rememberClient } = useRecents();
  const { book, problem } = useBook();
  const { style, variant, pushed } = draft;
  const { client, address, source } = quote;
  const first = client ? firstName(client.name) : null;
  const itemWords = [style.title, variantWords(variant)].filter(Boolean).join(", ");
  const total = { minor: variant.priceMinor + DELIVERY_PRICE_MINOR[draft.method], currency: style.currency };
  const takeClient = (taken: { readonly customerId: CustomerId; readonly name: string }) => {
    serve(taken);
    rememberClient(taken.customerId);
  };
  const pressBook = () => {
    if (!client || !source) return;
    if (!address) return onChange({ pushed: "new-address" });
    const quoted = { locationId: source.place.location.locationId, arrivesOn: source.arrivesOn };
    const item = { sku: variant.sku, title: itemWords, image: style.image };
    const told = { minor: variant.priceMinor, currency: style.currency };
    const price = { ...told, proof: catalogue.priceProof(variant.sku, told) };
    rememberClient(client.customerId);
    const { orderId, method, from, replaces } = draft;
    void book({ orderId, client, item, price, address, method, from, quoted, ...(replaces && { replaces }) }, onBooked);
  };
  return (
    <Sheet
      isOpen={isOpen}
      onClose={onClose}
      title={first === null ? "Ship to home" : `Ship to ${first}`}
      trailing={<Amount money={total} decimals="always" />}
      sub={itemWords}
      foot={
        client && (
          <Button onPress={pressBook} isOff={source === null}>
            {quote.bookedAt === null ? `Book for ${first}` : `Book another for ${first}`}
          </Button>
        )
      }
      {...(pushed && {
        chooser: {
          title: CHOOSER_TITLES[pushed],
          onBack: () => onChange({ pushed: backFrom(pushed, client !== null) }),
          content: <ShipChooser pushed={pushed} draft={draft} quote={quote} onChange={onChange} onClient={takeClient} />,
        },
      })}
    >
      {quote.asksWho && <WhoFor onChange={onChange} onClient={takeClient} />}
      <ShipRows draft={draft} quote={quote} onPush={(next) => onChange({ pushed: next })} />
      <ShipNotes quote={quote} isAway={isAway} />
      {problem?.orderId === draft.orderId && (
        <p className={css.problem} role="alert">
          {problem.words}
        </p>
      )}
    </Sheet>
  );
}

/** Forms go back to the list they were opened from, lists to the sheet. */
function backFrom(pushed: NonNullable<ShipDraft["pushed"]>, hasClient: boolean): ShipDraft["pushed"] {
  if (pushed === "new-address" && hasClient) return "to";
  return null;
}

type Booking = Omit<Parameters<typeof shipToHome>[0], "detail" | "needs">;

/** Issues a booking once per order, whatever a thumb does, and says so where it could not be saved. */
function useBook(): {
  readonly book: (booking: Booking, onBooked: (id: CommandId) => void) => Promise<void>;
  readonly problem: { readonly orderId: OrderId; readonly words: string } | undefined;
} {
  const issue = useIssue();
  const needsOf = useNeedsOf();
  const issuedFor = useRef<OrderId>(undefined);
  const [problem, setProblem] = useState<{ readonly orderId: OrderId; readonly words: string }>();
  const book = async (booking: Booking, onBooked: (id: CommandId) => void) => {
    const { orderId, client, quoted } = booking;
    if (issuedFor.current === orderId) return;
    issuedFor.current = orderId;
    const first = firstName(client.name);
    const day = dayWords(quoted.arrivesOn);
    try {
      const needs = await needsOf(client.customerId);
      const said = {
        online: `Booked for ${first}. Arrives ${day}.`,
        offline: "Saved on this phone. Booked when there's signal.",
      };
      const issued = await issue(shipToHome({ ...booking, detail: `Arrives ${day}`, needs }), said);
      if (issued.ok) return onBooked(issued.id);
      setProblem({ orderId, words: "This can't be booked as it stands. Change the place it ships from, or the address." });
    } catch (fault) {
      setProblem({ orderId, words: notSavedWords(fault, { what: "the booking", again: "book once more" }) });
    }
    issuedFor.current = undefined;
  };
  return { book, problem };
}
