import { Sku } from "@aisle/domain";
import {
  type Account,
  AccountRequest,
  Comparison,
  type ComparisonReply,
  Exchange,
  MAX_RESCUE_BYTES,
  type Reply,
  type RescueAnswer,
} from "@aisle/protocol";
import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { clientsRouter } from "./customers/clients-router.ts";
import { peopleRouter } from "./people/people-router.ts";
import { atThisStore, permitted } from "./permitted.ts";
import { phonesRouter } from "./phones/phones-router.ts";
import { proofRouter } from "./proofs/proof-router.ts";
import { giveRescueKey } from "./rescue/rescue-keys.ts";
import { takeIn } from "./rescue/take-in.ts";
import { personContext } from "./sessions/person-context.ts";
import { sessionRouter } from "./sessions/session-router.ts";
import { readExactStock } from "./stock/exact-stock.ts";
import { account } from "./sync/account.ts";
import { compareFeed } from "./sync/compare-feed.ts";
import { answerExchange } from "./sync/exchange-door.ts";
import { exchanging, router, signedIn } from "./trpc.ts";
import { vaultRouter } from "./vault/vault-router.ts";

/** The whole API. The phone sees it as a type only. */
export const appRouter = router({
  phones: phonesRouter,
  session: sessionRouter,
  proof: proofRouter,
  people: peopleRouter,
  clients: clientsRouter,
  sync: router({
    exchange: exchanging.input(Exchange).mutation(({ ctx, input }): Promise<Reply> => answerExchange(ctx, input)),
    account: signedIn.input(AccountRequest).mutation(async ({ ctx, input }): Promise<Account> => {
      const mine = input.device === ctx.session.deviceId;
      const answer = mine ? await account(ctx.app.database, input, ctx.app.now()) : null;
      if (!mine) ctx.app.noteSecurity({ kind: "other-phone-named", deviceId: ctx.session.deviceId });
      if (!answer) throw new TRPCError({ code: "FORBIDDEN" });
      return answer;
    }),
    compare: signedIn
      .input(Comparison)
      .mutation(({ ctx, input }): Promise<ComparisonReply> => compareFeed(ctx.app, ctx.session, input)),
  }),
  rescue: router({
    key: signedIn.mutation(({ ctx }): Promise<string> => giveRescueKey(ctx.app.database, ctx.session.deviceId)),
    takeIn: signedIn
      .input(z.object({ sealed: z.base64().max(Math.ceil(MAX_RESCUE_BYTES / 3) * 4) }))
      .mutation(({ ctx, input }): Promise<RescueAnswer> => {
        const deps = { ...ctx.app.exchange, onBrought: ctx.app.events.packageBrought };
        return takeIn(deps, ctx.session, Uint8Array.from(Buffer.from(input.sealed, "base64")));
      }),
  }),
  vault: vaultRouter,
  stock: router({
    exact: permitted("see-store", z.object({ sku: Sku }), atThisStore).query(({ ctx, input }) =>
      readExactStock(ctx.app.database.as(personContext(ctx.session)), input.sku),
    ),
  }),
});

export type AppRouter = typeof appRouter;
