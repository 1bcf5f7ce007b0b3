import { DOOR } from "@aisle/db";
import { AssociateId } from "@aisle/domain";
import { z } from "zod";
import type { App } from "../app.ts";
import { fromPhone, router, signedIn } from "../trpc.ts";
import { giveLease, type Lease } from "./lease.ts";
import { resume } from "./resume.ts";

/** Whose shift it is, is what is found out here. */
function depsOf({ database, secrets, now, door }: App) {
  return { database: database.as(DOOR), secrets, now, door };
}

/** What a phone needs to read the clients it holds, and to go on as whoever has just unlocked it. */
export const vaultRouter = router({
  lease: signedIn.mutation(({ ctx }): Promise<Lease> => giveLease(depsOf(ctx.app), ctx.session)),
  resume: fromPhone
    .input(z.object({ associateId: AssociateId, ticket: z.string().max(64) }))
    .mutation(async ({ ctx, input }): Promise<"resumed" | "ended"> => {
      const token = await resume(depsOf(ctx.app), { deviceId: ctx.phone.deviceId, ...input });
      if (token) ctx.setSession(token);
      return token ? "resumed" : "ended";
    }),
});
