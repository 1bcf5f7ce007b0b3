"use client";

import type { CommandId, LocationId } from "@aisle/domain";
import { lazy, Suspense, useState } from "react";
import type { OutboxRow } from "../../queries/outbox.ts";
import { useCatalogueVersion, useReadyPhone } from "../../queries/phone.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { NewAddressForm } from "../customers/new-address-form.tsx";
import { NewClientForm } from "../customers/new-client-form.tsx";
import { NoteSheet } from "../customers/note-sheet.tsx";
import { type ShipDraft, shipDraftAgain } from "../item/ship-draft.ts";

// As much code as a page, and asked for seldom.
const ShipSheet = lazy(() => import("../item/ship-sheet.tsx").then((module) => ({ default: module.ShipSheet })));

type EditSheetProps = {
  readonly row: OutboxRow;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Saved on this phone under `id`, with the old one put aside. */
  readonly onSaved: (id: CommandId) => void;
};

/** The form an action was made with, filled in with what was asked and worked out anew from what this phone knows now. */
export function EditSheet({ row, isOpen, onClose, onSaved }: EditSheetProps) {
  const replaces = row.id;
  const clientName = row.label.customerName ?? "";
  switch (row.name) {
    case "order.ship-to-home":
      return <ShipAgain row={row} isOpen={isOpen} onClose={onClose} onSaved={onSaved} />;
    case "customer.add-note":
      return (
        <NoteSheet
          client={{ customerId: row.args.customerId, name: clientName }}
          again={{ replaces, text: row.args.text }}
          isOpen={isOpen}
          onClose={onClose}
          onSaved={onSaved}
        />
      );
    case "customer.save-address":
      return (
        <Sheet isOpen={isOpen} onClose={onClose} title="Edit and send again" sub={row.label.title}>
          <NewAddressForm
            client={{ customerId: row.args.customerId, name: clientName }}
            again={{ replaces, address: row.args.address }}
            submit="Save and send again"
            onSaved={(_, id) => onSaved(id)}
          />
        </Sheet>
      );
    // A yes or no has no form: it is sent again, or asked anew on the client's page.
    case "customer.set-consent":
      return null;
    case "customer.create":
      return (
        <Sheet isOpen={isOpen} onClose={onClose} title="Edit and send again" sub={row.label.title}>
          <NewClientForm
            name={row.args.name}
            again={{ replaces, args: row.args }}
            asks={row.args.addresses.length > 0 ? "who-and-ship-to" : "who"}
            submit="Save and send again"
            onMade={({ id }) => onSaved(id)}
          />
        </Sheet>
      );
  }
}

type BookingRow = Extract<OutboxRow, { readonly name: "order.ship-to-home" }>;

function ShipAgain({ row, isOpen, onClose, onSaved }: EditSheetProps & { readonly row: BookingRow }) {
  const { catalogue } = useReadyPhone();
  useCatalogueVersion();
  const [changes, setChanges] = useState<Partial<ShipDraft>>({});
  const [line, ...others] = row.args.lines;
  // A phone that was just opened still reads its catalogue: the item may come a moment later than this sheet.
  const item = line && others.length === 0 ? catalogue.variantBySku(line.sku) : undefined;
  if (!item) {
    return (
      <Sheet isOpen={isOpen} onClose={onClose} title="Edit and send again" sub={row.label.title}>
        <EmptyState>This phone's catalogue does not have this item. Find something like it and book that.</EmptyState>
      </Sheet>
    );
  }
  return (
    <Suspense>
      <ShipSheet
        draft={{ ...shipDraftAgain({ ...row, from: sourceAgain(row) }, item), ...changes }}
        isOpen={isOpen}
        onChange={(part) => setChanges((before) => ({ ...before, ...part }))}
        onClose={onClose}
        onBooked={onSaved}
      />
    </Suspense>
  );
}

/** What head office named in its place, where the building had none left: it knows better than the figures on this phone. */
function sourceAgain({ args, outcome }: BookingRow): LocationId | null {
  if (outcome === null || !("refusal" in outcome)) return args.from;
  const { refusal } = outcome;
  if (refusal.code === "sold-out-at-source") return refusal.alternatives[0]?.locationId ?? null;
  return refusal.code === "no-stock-anywhere" ? null : args.from;
}
