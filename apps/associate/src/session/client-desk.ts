import type { AccessReason, CustomerId } from "@aisle/domain";
import { TRPCClientError } from "@trpc/client";
import { newId } from "../commands/new-id.ts";
import { client, reached, type UNREACHABLE } from "./head-office.ts";

// What this phone does not hold of clients: asked of head office each time, and never kept beyond the screen.

export type StoreSearch = Awaited<ReturnType<typeof client.clients.search.mutate>>;
export type Opened = Awaited<ReturnType<typeof client.clients.open.mutate>>;
export type AccessLine = Awaited<ReturnType<typeof client.clients.log.query>>[number];
export type ClientExport = Awaited<ReturnType<typeof client.clients.export.mutate>>;
/** A look at a profile, as this phone keeps it until it is told. */
export type Look = Parameters<typeof client.clients.looked.mutate>[0]["looks"][number];

/** Why head office did not do it: away, a fresh proof is wanted, or not for this person. */
export type NotDone = typeof UNREACHABLE | "prove" | "not-yours";

const DEADLINE_MS = 8000;
const within = () => ({ signal: AbortSignal.timeout(DEADLINE_MS) });

export function searchStore(words: string): Promise<StoreSearch | NotDone> {
  return asked(client.clients.search.mutate({ words }, within()));
}

export function openClient(customerId: CustomerId, reason: AccessReason | null): Promise<Opened | NotDone> {
  return asked(client.clients.open.mutate({ accessId: newId(), customerId, reason }, within()));
}

export function readAccessLog(customerId: CustomerId): Promise<readonly AccessLine[] | NotDone> {
  return asked(client.clients.log.query({ customerId }, within()));
}

export function exportClient(customerId: CustomerId): Promise<ClientExport | NotDone> {
  return asked(client.clients.export.mutate({ customerId }, within()));
}

export function eraseClient(customerId: CustomerId): Promise<{ readonly kind: "erased" | "gone" } | NotDone> {
  return asked(client.clients.erase.mutate({ customerId }, within()));
}

/** Resolves with the ids that head office holds now. */
export function tellLooks(looks: readonly Look[]): Promise<{ readonly kept: readonly string[] } | NotDone> {
  return asked(client.clients.looked.mutate({ looks: [...looks] }, within()));
}

/** A fresh proof by PIN, where shifts begin by it. */
export function proveByPin(pin: string): Promise<Awaited<ReturnType<typeof client.session.stepUp.mutate>> | NotDone> {
  return asked(client.session.stepUp.mutate({ pin }, within()));
}

const CODES: Readonly<Record<string, NotDone>> = {
  PRECONDITION_REQUIRED: "prove",
  FORBIDDEN: "not-yours",
  NOT_FOUND: "not-yours",
};

async function asked<Value>(work: Promise<Value>): Promise<Value | NotDone> {
  const codeOf = (fault: unknown): NotDone | undefined =>
    fault instanceof TRPCClientError ? CODES[String(fault.data?.code)] : undefined;
  try {
    return await reached(work, (fault) => codeOf(fault) !== undefined);
  } catch (fault) {
    const why = codeOf(fault);
    if (why === undefined) throw fault;
    return why;
  }
}
