import type { AssociateId, LocationId } from "@aisle/domain";
import type { Account } from "@aisle/protocol";
import type { AppRouter } from "@aisle/server/router";
import { createTRPCClient, type TRPCClient, TRPCClientError } from "@trpc/client";
import { headOfficeLink } from "../phone-proof/head-office-link.ts";
import type { Lease } from "../vault/vault.ts";
import type { AccountAsk } from "./check-phone.ts";

export type Team = Awaited<ReturnType<AppClient["session"]["team"]["query"]>>;
type AppClient = TRPCClient<AppRouter>;

/** Head office did not answer: no signal, or nobody home. */
export const UNREACHABLE = "unreachable";

const DEADLINE_MS = 8000;
const DEPOSIT_DEADLINE_MS = 60_000;

export const client: AppClient = createTRPCClient<AppRouter>({ links: [headOfficeLink("/trpc")] });

/** For what proves who somebody is: proofs.ts. */
export const proofClient: AppClient["proof"] = client.proof;

/** What somebody may know who stands before head office as nobody. */
export function askAtTheDoor(): Promise<Awaited<ReturnType<typeof client.phones.door.query>> | typeof UNREACHABLE> {
  return reached(client.phones.door.query(undefined, { signal: AbortSignal.timeout(DEADLINE_MS) }));
}

export async function askForDemoCode(locationId: LocationId): Promise<string> {
  const made = await reached(client.phones.demoCode.mutate({ locationId }, { signal: AbortSignal.timeout(DEADLINE_MS) }));
  return made === UNREACHABLE ? made : made.code;
}

export function askToJoin(
  asked: Parameters<typeof client.phones.join.mutate>[0],
): Promise<Awaited<ReturnType<typeof client.phones.join.mutate>> | typeof UNREACHABLE> {
  return reached(client.phones.join.mutate(asked, { signal: AbortSignal.timeout(DEADLINE_MS) }));
}

/** As whom head office has this phone now. */
export function askWhoAmI(): Promise<Awaited<ReturnType<typeof client.phones.me.query>> | typeof UNREACHABLE> {
  return reached(client.phones.me.query(undefined, { signal: AbortSignal.timeout(DEADLINE_MS) }));
}

/** Who may take a phone of this phone's store, and how they begin a shift. */
export function askForTeam(): Promise<Team | typeof UNREACHABLE> {
  return reached(client.session.team.query(undefined, { signal: AbortSignal.timeout(DEADLINE_MS) }));
}

export function askToSignIn(asked: {
  readonly associateId: AssociateId;
  readonly pin: string;
  readonly app: string;
}): Promise<Awaited<ReturnType<typeof client.session.signIn.mutate>> | typeof UNREACHABLE> {
  return reached(client.session.signIn.mutate(asked, { signal: AbortSignal.timeout(DEADLINE_MS) }));
}

/** Head office's half of what opens this phone's clients, for another day; `sign-in` where nobody is signed in there any more. */
export async function askForLease(): Promise<Lease | typeof UNREACHABLE | "sign-in"> {
  try {
    return await reached(client.vault.lease.mutate(undefined, { signal: AbortSignal.timeout(DEADLINE_MS) }), isUnknownPerson);
  } catch (fault) {
    if (isUnknownPerson(fault)) return "sign-in";
    throw fault;
  }
}

/** Goes on at head office as the person whose PIN this phone has just seen. Rejects without signal. */
export function askToResume(asked: { readonly associateId: AssociateId; readonly ticket: string }): Promise<"resumed" | "ended"> {
  return client.vault.resume.mutate(asked, { signal: AbortSignal.timeout(DEADLINE_MS) });
}

/** What a phone that was taken out of use seals its unsent work with. */
export function askForLastKey(): Promise<string> {
  return reached(client.phones.rescueKey.mutate(undefined, { signal: AbortSignal.timeout(DEADLINE_MS) }));
}

export async function leaveDeposit(sealed: string): Promise<"kept" | "not-kept"> {
  const answer = await reached(client.phones.deposit.mutate({ sealed }, { signal: AbortSignal.timeout(DEPOSIT_DEADLINE_MS) }));
  return answer !== UNREACHABLE && answer.kind === "kept" ? "kept" : "not-kept";
}

export async function tellGone(): Promise<void> {
  await reached(client.phones.gone.mutate(undefined, { signal: AbortSignal.timeout(DEADLINE_MS) }));
}

export type PhoneOfStore = Awaited<ReturnType<AppClient["phones"]["list"]["query"]>>[number];
export type PhoneDeposits = Awaited<ReturnType<AppClient["phones"]["one"]["query"]>>["deposits"];
export type ShownCode = Awaited<ReturnType<AppClient["phones"]["addCode"]["mutate"]>>;

type Reached<Call extends (...asked: never[]) => Promise<unknown>> = Promise<Awaited<ReturnType<Call>> | typeof UNREACHABLE>;

export type PhoneDesk = {
  readonly list: () => Reached<AppClient["phones"]["list"]["query"]>;
  readonly deposits: (deviceId: string) => Promise<PhoneDeposits | typeof UNREACHABLE>;
  readonly addCode: (locationId: string, phoneName: string) => Promise<ShownCode | typeof UNREACHABLE>;
  readonly codeUse: (code: string) => Reached<AppClient["phones"]["codeUse"]["mutate"]>;
  readonly revoke: (deviceId: string) => Reached<AppClient["phones"]["revoke"]["mutate"]>;
  readonly takeDepositIn: (depositId: string) => Reached<AppClient["phones"]["takeDepositIn"]["mutate"]>;
};

/** What a manager does with the phones of their stores. Each rejects, or says that there is no signal. */
export const phoneDesk: PhoneDesk = {
  list: () => reached(client.phones.list.query(undefined, { signal: AbortSignal.timeout(DEADLINE_MS) })),
  deposits: async (deviceId: string) => {
    const one = await reached(client.phones.one.query({ deviceId }, { signal: AbortSignal.timeout(DEADLINE_MS) }));
    return one === UNREACHABLE ? one : one.deposits;
  },
  addCode: (locationId: string, phoneName: string) =>
    reached(client.phones.addCode.mutate({ locationId, phoneName }, { signal: AbortSignal.timeout(DEADLINE_MS) })),
  codeUse: (code: string) => reached(client.phones.codeUse.mutate({ code }, { signal: AbortSignal.timeout(DEADLINE_MS) })),
  revoke: (deviceId: string) => reached(client.phones.revoke.mutate({ deviceId }, { signal: AbortSignal.timeout(DEADLINE_MS) })),
  takeDepositIn: (depositId: string) =>
    reached(client.phones.takeDepositIn.mutate({ depositId }, { signal: AbortSignal.timeout(DEPOSIT_DEADLINE_MS) })),
};

/** Ends the shift at head office too. Without signal it ends there by itself, hours later; this phone forgets it at once. */
export async function tellSignedOut(): Promise<void> {
  await reached(client.session.end.mutate(undefined, { signal: AbortSignal.timeout(DEADLINE_MS) }));
}

/** What became of this phone's commands; `sign-in` where head office wants to know first who asks. */
export async function askForAccount(asked: AccountAsk): Promise<Account | typeof UNREACHABLE | "sign-in"> {
  try {
    return await reached(client.sync.account.mutate(asked, { signal: AbortSignal.timeout(DEADLINE_MS) }), isUnknownPerson);
  } catch (fault) {
    if (isUnknownPerson(fault)) return "sign-in";
    throw fault;
  }
}

function isUnknownPerson(fault: unknown): boolean {
  return fault instanceof TRPCClientError && (fault.data?.code === "UNAUTHORIZED" || fault.data?.code === "FORBIDDEN");
}

export async function reached<Value>(
  asked: Promise<Value>,
  isOurs: (fault: unknown) => boolean = () => false,
): Promise<Value | typeof UNREACHABLE> {
  try {
    return await asked;
  } catch (fault) {
    if (isOurs(fault)) throw fault;
    // What cannot be sent and what head office could not answer come to the same for a person: later.
    if (fault instanceof TRPCClientError || fault instanceof DOMException) return UNREACHABLE;
    throw fault;
  }
}
