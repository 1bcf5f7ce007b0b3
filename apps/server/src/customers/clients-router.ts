import { randomUUID } from "node:crypto";
import { type Querying, type Tx, withTx } from "@aisle/db";
import { ACCESS_REASONS, AssociateId, CustomerId, isSearchable } from "@aisle/domain";
import { z } from "zod";
import { type Asking, atThisStore, notHere, permitted } from "../permitted.ts";
import { personContext } from "../sessions/person-context.ts";
import { router } from "../trpc.ts";
import { type AccessLine, keepLooks, type Looker, logAccess, type OpenAnswer, openClient } from "./client-access.ts";
import { type ClientExport, exportClient } from "./client-export.ts";
import { type LoggedAccess, readAccessLog, readHome } from "./client-log.ts";
import { type FoundClient, searchClients } from "./client-search.ts";
import { eraseClient } from "./erase-client.ts";

const OneClient = z.object({ customerId: CustomerId });
const Opening = z.object({ accessId: z.uuid(), customerId: CustomerId, reason: z.enum(ACCESS_REASONS).nullable() });
const Looks = z.object({
  looks: z
    .array(
      z.object({
        accessId: z.uuid(),
        customerId: CustomerId,
        associateId: AssociateId,
        at: z.iso.datetime().refine((at) => !at.startsWith("0000"), "there is no year 0"),
        wasOffline: z.boolean(),
      }),
    )
    .max(200),
});

export type SearchAnswer =
  | { readonly kind: "found"; readonly clients: readonly FoundClient[] }
  | { readonly kind: "type-more" }
  | { readonly kind: "too-often" };

const asMe = ({ app, session }: Asking): Querying => app.database.as(personContext(session));

/** The store that the client of the input belongs to. */
const home = ({ ctx, input }: { readonly ctx: Asking; readonly input: { readonly customerId: string } }) =>
  readHome(asMe(ctx), input.customerId);

const lookerOf = ({ session }: Asking): Looker => ({
  associateId: session.associateId,
  deviceId: session.deviceId,
  locationId: session.locationId,
});

const lineOf = (what: AccessLine["what"], customerId: string, at: number): AccessLine => ({
  accessId: randomUUID(),
  customerId,
  what,
  reason: null,
  wasOffline: false,
  at,
});

/** What one person's phone does not hold of the client book, and what a manager does with one client. */
export const clientsRouter = router({
  /** The whole store, by name or the end of a number. */
  search: permitted("see-clients", z.object({ words: z.string().max(80) }), atThisStore).mutation(
    async ({ ctx, input }): Promise<SearchAnswer> => {
      const { words } = input;
      if (!isSearchable(words)) return { kind: "type-more" };
      if (ctx.app.searchPace.take(ctx.session.associateId) > 0) return { kind: "too-often" };
      const { locationId } = ctx.session;
      return { kind: "found", clients: await searchClients(asMe(ctx), { words, locationId }) };
    },
  ),
  open: permitted("see-clients", Opening, atThisStore).mutation(async ({ ctx, input }): Promise<OpenAnswer> => {
    const { app, session } = ctx;
    const now = app.now();
    const opening = { ...input, now, isProven: session.steppedUpUntil > now };
    const looker = lookerOf(ctx);
    const { answer, feeds } = await openClient(app.database, { looker, context: personContext(session) }, opening);
    app.exchange.poke(feeds, session.deviceId);
    app.events.profileOpened(answer.kind);
    return answer;
  }),
  /** Looks at profiles that this phone holds, whenever they were. */
  looked: permitted("see-clients", Looks, atThisStore).mutation(async ({ ctx, input }) => {
    await keepLooks(ctx.app.database, lookerOf(ctx), { looks: input.looks, now: ctx.app.now() });
    return { kept: input.looks.map((look) => look.accessId) };
  }),
  log: permitted("see-access-log", OneClient, home).query(
    ({ ctx, input }): Promise<readonly LoggedAccess[]> => readAccessLog(asMe(ctx), input.customerId),
  ),
  export: permitted("export-client", OneClient, home).mutation(async ({ ctx, input }): Promise<ClientExport> => {
    const { app, session } = ctx;
    const now = app.now();
    const { customerId } = input;
    const whole = await withTx(app.database, personContext(session), async (tx) => {
      const locationId = await readHome(tx, customerId);
      if (locationId === null) throw notHere();
      await logAccess(tx, { ...lookerOf(ctx), locationId }, [lineOf("export", customerId, now)]);
      return exportClient(tx, { customerId, now });
    });
    if (!whole) throw notHere();
    return whole;
  }),
  erase: permitted("erase-client", OneClient, home).mutation(async ({ ctx, input }) => {
    const { app, session } = ctx;
    const now = app.now();
    const { customerId } = input;
    const note = (tx: Tx) => logAccess(tx, lookerOf(ctx), [lineOf("erase", customerId, now)]);
    const asked = { associateId: session.associateId, context: personContext(session), note };
    const feeds = await eraseClient(app, { customerId, now, asked });
    app.exchange.poke(feeds, session.deviceId);
    return { kind: feeds.length > 0 ? ("erased" as const) : ("gone" as const) };
  }),
});
