import type { CommandId, CustomerId, LocationId, OrderId, Sku } from "@aisle/domain";
import { COMMANDS } from "@aisle/protocol";
import { type AnyCommand, type CommandDraft, isWaiting, needsAPerson } from "@aisle/sync";
import type { Ask, Step } from "../story.ts";
import { CLIENTS, ITEMS } from "./chain.ts";
import type { Phone } from "./phone.ts";

type Asking = Extract<Step, { readonly kind: "ask" }>;

/** The commands a person issues with one tap, oldest first; none for what is no command. */
export function draftsOf(
  phone: Phone,
  asking: Asking,
  world: { readonly now: number; readonly newId: (now: number) => string },
): readonly CommandDraft[] {
  const { ask } = asking;
  const here = world.now + phone.clockOffset;
  // As the phone makes them: by its own clock, right or wrong.
  const newId = () => world.newId(here);
  const draft = (command: AnyCommand, needs: readonly CommandId[] = []): CommandDraft => ({
    ...command,
    // Boundary: ids are made here, in the form that parsing asks for.
    id: newId() as CommandId,
    v: COMMANDS[command.name].version,
    by: phone.by,
    needs,
    issuedAt: new Date(here).toISOString(),
    notBefore: asking.grace > 0 ? here + asking.grace * 1000 : 0,
    label: { title: command.name },
  });
  const known = (client: number) => CLIENTS[client % CLIENTS.length]?.id as CustomerId;
  switch (ask.kind) {
    case "book": {
      const client =
        ask.for === "new"
          ? draft({
              name: "customer.create",
              args: {
                customerId: newId() as CustomerId,
                name: "Ms Lima",
                phone: "",
                email: "",
                addresses: [],
                consent: { text: false, email: false, call: false },
              },
            })
          : null;
      const last = phone.disk.contents.held().outbox.findLast((row) => row.name === "order.ship-to-home");
      const needs = client ? [client.id] : ask.for === "after-last" && last ? [last.id] : [];
      const booking = draft(
        {
          name: "order.ship-to-home",
          args: {
            orderId: newId() as OrderId,
            customerId: client?.name === "customer.create" ? client.args.customerId : known(ask.item),
            lines: [{ sku: ITEMS[ask.item % ITEMS.length] as Sku, quantity: ask.quantity }],
            address: addressNamed("1200 Bay St"),
            method: "standard",
            from: null,
            quoted: {
              locationId: "warehouse" as LocationId,
              arrivesOn: ask.promised === "soon" ? "2026-01-01" : "2099-01-01",
              prices: {},
              currency: null,
              proofs: null,
            },
          },
        },
        needs,
      );
      return client ? [client, booking] : [booking];
    }
    case "note": {
      const noteId = newId();
      return [draft({ name: "customer.add-note", args: { customerId: known(ask.client), noteId, text: `Note ${noteId}` } })];
    }
    case "address":
      return [
        draft({
          name: "customer.save-address",
          args: { customerId: known(ask.client), address: addressNamed(`${newId()} Bay St`) },
        }),
      ];
    case "withdraw":
    case "acknowledge":
    case "send-now":
      return [];
  }
}

/** What a person does to what they asked for before. Returns what they did, for the story. */
export async function handle(phone: Phone, ask: Ask): Promise<string | null> {
  const { storage, watch } = phone;
  const rows = phone.disk.contents.held().outbox;
  switch (ask.kind) {
    case "withdraw": {
      const waiting = rows.filter(isWaiting);
      const row = waiting[ask.row % Math.max(1, waiting.length)];
      if (!row || !(await storage.withdraw(row.id))) return null;
      watch.withdrawn.add(row.id);
      return `takes back its ${row.name}`;
    }
    case "acknowledge": {
      const seen = rows.filter(needsAPerson);
      const row = seen[ask.row % Math.max(1, seen.length)];
      if (!row?.outcome) return null;
      watch.acknowledged.set(row.id, row.outcome.kind);
      await storage.acknowledge(row.id);
      return `has seen that its ${row.name} was ${row.outcome.kind}`;
    }
    case "send-now":
      await storage.endGrace();
      return "sends everything now";
    case "book":
    case "note":
    case "address":
      return null;
  }
}

function addressNamed(line1: string) {
  return { line1, line2: "", city: "San Francisco", region: "CA", postalCode: "94123", country: "US" };
}
