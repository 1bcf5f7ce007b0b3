import { DOOR, OFFICE, type Querying } from "@aisle/db";
import { DeviceId, LocationId, reachOf } from "@aisle/domain";
import { MAX_RESCUE_BYTES, PHONE_CODE_LENGTH, type RescueAnswer, readPhoneCode } from "@aisle/protocol";
import { z } from "zod";
import type { App } from "../app.ts";
import { type Asking, atThisStore, notHere, type PlaceOf, permitted } from "../permitted.ts";
import { giveRescueKey } from "../rescue/rescue-keys.ts";
import { personContext } from "../sessions/person-context.ts";
import { personOf } from "../sessions/session-reader.ts";
import { anyone, fromPhone, fromRevoked, router } from "../trpc.ts";
import { type Deposit, type DepositAnswer, keepDeposit, listDeposits, noteGone, takeDepositIn } from "./farewell.ts";
import type { JoinAnswer } from "./join.ts";
import { addPhoneCode, type NewCode, nextPhoneName, readPhoneCodeUse } from "./phone-codes.ts";
import { listPhones, type PhoneFacts } from "./phone-list.ts";
import { revokePhone } from "./revoke.ts";

const Code = z.string().max(200).transform(readPhoneCode).pipe(z.string().length(PHONE_CODE_LENGTH));
const Sealed = z.base64().max(Math.ceil(MAX_RESCUE_BYTES / 3) * 4);
const bytesOf = (sealed: string) => Uint8Array.from(Buffer.from(sealed, "base64"));

const Nothing = z.object({}).optional();
const OnePhone = z.object({ deviceId: DeviceId });
const OneDeposit = z.object({ depositId: z.guid() });

/** For what reaches as far as the person does. */
const atHome: PlaceOf<unknown> = ({ ctx }) => ctx.session.homeLocationId;

const storeOfPhone: PlaceOf<z.output<typeof OnePhone>> = async ({ ctx, input }) => {
  const [row] = await ctx.app.database
    .as(DOOR)
    .query<{ location_id: string }>("select location_id from device where device_id = $1 and public_key is not null", [
      input.deviceId,
    ]);
  return row?.location_id ?? null;
};

const storeOfDeposit: PlaceOf<z.output<typeof OneDeposit>> = async ({ ctx, input }) => {
  const [row] = await ctx.app.database
    .as(DOOR)
    .query<{ location_id: string }>(
      "select d.location_id from phone_deposit p join device d using (device_id) where p.deposit_id = $1",
      [input.depositId],
    );
  return row?.location_id ?? null;
};

/** Adding phones, looking after them, and letting them go. */
export const phonesRouter = router({
  /** What a phone that nobody added may know: in the demo, on this very machine, the stores it may join by itself. */
  door: anyone.query(async ({ ctx }) => ({ stores: mayWalkIn(ctx) ? await storesOf(ctx.app) : null })),

  demoCode: anyone.input(z.object({ locationId: LocationId })).mutation(async ({ ctx, input }): Promise<NewCode> => {
    const isStore = (await ctx.app.locations()).get(input.locationId)?.kind === "store";
    if (!mayWalkIn(ctx) || !isStore) throw notHere();
    return addPhoneCode(ctx.app.database.as(OFFICE), { ...input, phoneName: "", madeBy: null, now: ctx.app.now() });
  }),

  join: anyone
    .input(
      z.object({
        code: Code,
        device: DeviceId,
        publicKey: z.string().max(200),
        signature: z.string().max(100),
        app: z.string().max(40),
      }),
    )
    .mutation(({ ctx, input }): Promise<JoinAnswer> => ctx.app.join(input, ctx.address)),

  /** The phone's own name and store, as head office has them now. */
  me: fromPhone.query(async ({ ctx }) => {
    const { name, locationId } = ctx.phone;
    return { phoneName: name, store: { locationId, name: (await ctx.app.locations()).get(locationId)?.name ?? locationId } };
  }),

  list: permitted("see-phones", Nothing, atHome).query(({ ctx }): Promise<PhoneFacts[]> => {
    const locations = reachOf(personOf(ctx.session), "see-phones");
    return listPhones(mine(ctx), { locations, now: ctx.app.now() });
  }),

  one: permitted("see-phones", OnePhone, storeOfPhone).query(
    async ({ ctx, input }): Promise<PhoneFacts & { readonly deposits: readonly Deposit[] }> => {
      const locations = reachOf(personOf(ctx.session), "see-phones");
      const [phone] = await listPhones(mine(ctx), { locations, now: ctx.app.now(), ...input });
      if (!phone) throw notHere();
      return { ...phone, deposits: await listDeposits(mine(ctx), input.deviceId) };
    },
  ),

  /** What the next phone of this store would be called. */
  nextName: permitted("add-phone", Nothing, atThisStore).query(
    ({ ctx }): Promise<string> => nextPhoneName(mine(ctx), ctx.session.locationId),
  ),

  addCode: permitted(
    "add-phone",
    z.object({ locationId: LocationId, phoneName: z.string().max(60) }),
    ({ input }) => input.locationId,
  ).mutation(
    ({ ctx, input }): Promise<NewCode> =>
      addPhoneCode(mine(ctx), { ...input, madeBy: ctx.session.associateId, now: ctx.app.now() }),
  ),

  codeUse: permitted("add-phone", z.object({ code: Code }), atHome).mutation(async ({ ctx, input }) => {
    const locations = reachOf(personOf(ctx.session), "add-phone");
    const use = await readPhoneCodeUse(mine(ctx), { code: input.code, locations });
    if (!use) throw notHere();
    return use;
  }),

  revoke: permitted("revoke-phone", OnePhone, storeOfPhone).mutation(async ({ ctx, input }): Promise<void> => {
    const locationId = await storeOfPhone({ ctx, input });
    if (locationId === null || !(await revokePhone(ctx.app, ctx.session, { ...input, locationId }))) throw notHere();
  }),

  takeDepositIn: permitted("take-in-actions", OneDeposit, storeOfDeposit).mutation(
    async ({ ctx, input }): Promise<RescueAnswer> => {
      const deps = { ...ctx.app.exchange, onBrought: ctx.app.events.packageBrought };
      const answer = await takeDepositIn(deps, ctx.session, input.depositId);
      if (!answer) throw notHere();
      return answer;
    },
  ),

  rescueKey: fromRevoked.mutation(({ ctx }): Promise<string> => giveRescueKey(ctx.app.database, ctx.phone.deviceId)),

  deposit: fromRevoked.input(z.object({ sealed: Sealed })).mutation(async ({ ctx, input }): Promise<DepositAnswer> => {
    const answer = await keepDeposit(ctx.app.database, ctx.phone, bytesOf(input.sealed));
    if (answer.kind === "kept") ctx.app.noteSecurity({ kind: "phone-left-its-work", ...idsOf(ctx.phone) });
    return answer;
  }),

  gone: fromRevoked.mutation(async ({ ctx }): Promise<void> => {
    await noteGone(ctx.app.database, ctx.phone);
    ctx.app.noteSecurity({ kind: "phone-gone", ...idsOf(ctx.phone) });
  }),
});

/** Under whose name the statements of whoever asks run. */
function mine({ app, session }: Asking): Querying {
  return app.database.as(personContext(session));
}

function mayWalkIn({ app, isThisMachine }: { readonly app: App; readonly isThisMachine: boolean }): boolean {
  return app.isDemo && isThisMachine;
}

async function storesOf(app: App) {
  return [...(await app.locations()).values()]
    .filter((location) => location.kind === "store")
    .map(({ locationId, name }) => ({ locationId, name }));
}

function idsOf({ deviceId, locationId }: { readonly deviceId: string; readonly locationId: string }) {
  return { deviceId, locationId };
}
