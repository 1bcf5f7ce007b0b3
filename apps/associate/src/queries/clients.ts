"use client";

import { type CommandId, type Customer, type CustomerId, HOUR } from "@aisle/domain";
import {
  foldCustomer,
  foldCustomers,
  foldOrders,
  isWaiting,
  type OutboxRow,
  type ShownCustomer,
  type ShownOrder,
} from "@aisle/sync";
import { useCallback } from "react";
import type { AisleDatabase } from "../phone-db/database.ts";
import type { OpenedCommands } from "../vault/opened-commands.ts";
import { useLive } from "./live.ts";
import { useReadyPhone } from "./phone.tsx";

export type { ShownOrder } from "@aisle/sync";

/** A client as head office knows them, with what waits on this phone on top. */
export type Client = ShownCustomer;

/** Everybody this phone may know, by name; undefined before the first read. */
export function useClients(): readonly Client[] | undefined {
  const { database, commands, rows: opened, session } = useReadyPhone();
  const homeLocationId = session.location.locationId;
  return useLive(`clients ${session.associate.associateId}`, async () => {
    const [customers, rows] = await Promise.all([opened.all("customers"), rowsInForce(database, commands)]);
    return foldCustomers(customers, rows, { homeLocationId }).sort(byName);
  });
}

const NAMES = new Intl.Collator();

function byName(left: Customer, right: Customer): number {
  return NAMES.compare(left.name, right.name);
}

/** Undefined before the first read, null when this phone does not know the client. */
export function useClient(customerId: CustomerId | null): Client | null | undefined {
  const { database, commands, rows: opened, session } = useReadyPhone();
  const homeLocationId = session.location.locationId;
  return useLive(`client ${customerId}`, async () => {
    if (customerId === null) return null;
    const [customer, rows] = await Promise.all([opened.get("customers", customerId), rowsInForce(database, commands)]);
    return foldCustomer(customer, rows, { customerId, homeLocationId }) ?? null;
  });
}

/** A client's orders: those only on this phone first, then the newest. Undefined before the first read. */
export function useClientOrders(customerId: CustomerId): readonly ShownOrder[] | undefined {
  const { database, commands, rows: opened } = useReadyPhone();
  return useLive(`orders of ${customerId}`, async () => {
    const [orders, rows] = await Promise.all([opened.all("orders"), rowsInForce(database, commands)]);
    const theirs = orders.filter((order) => order.customerId === customerId);
    const newestFirst = theirs.toSorted((left, right) => (left.bookedAt < right.bookedAt ? 1 : -1));
    return foldOrders(
      newestFirst,
      rows.filter((row) => row.args.customerId === customerId),
    );
  });
}

/** Colleagues' names by id. */
export function useColleagues(): ReadonlyMap<string, string> {
  const { database } = useReadyPhone();
  const names = useLive("colleagues", async () => {
    const associates = await database.associates.toArray();
    return new Map<string, string>(associates.map(({ associateId, name }) => [associateId, name]));
  });
  return names ?? NOBODY;
}

const NOBODY: ReadonlyMap<string, string> = new Map();

/** Which waiting commands a command about this client builds on: the one that makes the client, while it is not confirmed. */
export function useNeedsOf(): (customerId: CustomerId) => Promise<CommandId[]> {
  const { database, commands } = useReadyPhone();
  return useCallback(
    async (customerId) => {
      const waiting = await commands.read(await database.outbox.where("outcomeAt").equals(0).toArray());
      return waiting.filter((row) => row.name === "customer.create" && row.args.customerId === customerId).map((row) => row.id);
    },
    [database, commands],
  );
}

/** Waiting rows, and those answered so lately that their rows may not have come yet, in the order they were issued. */
async function rowsInForce(database: AisleDatabase, commands: OpenedCommands): Promise<readonly OutboxRow[]> {
  const rows = await database.outbox.toArray();
  const since = Date.now() - HOUR;
  return commands.read(rows.filter((row) => isWaiting(row) || row.outcomeAt > since));
}
