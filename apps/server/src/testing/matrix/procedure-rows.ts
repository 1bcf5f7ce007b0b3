import { randomUUID } from "node:crypto";
import type { Action } from "@aisle/domain";
import { PROTOCOL_VERSION } from "@aisle/protocol";
import { canaryOf, type MatrixActor, type Target } from "./matrix-world.ts";

/**
 * Who a procedure is for: an action, or `own` for what concerns nobody but whoever is signed in, `phone` for what a phone in use may
 * ask before anybody is known, `revoked-phone` for one that was taken out of use, `anyone` for the way in itself.
 */
export type ProcedureRow = {
  readonly guard: Action | "own" | "phone" | "revoked-phone" | "anyone";
  readonly kind: "query" | "mutation";
  /** An input as good as any, about the target; whoever acts may put themselves in its place where the guard is theirs. */
  readonly input: (target: Target, actor: MatrixActor) => unknown;
};

const nothing = () => ({});
const change = (guard: ProcedureRow["guard"], input: ProcedureRow["input"]): ProcedureRow => ({ guard, kind: "mutation", input });
const look = (guard: ProcedureRow["guard"], input: ProcedureRow["input"]): ProcedureRow => ({ guard, kind: "query", input });
const somebody = ({ associateId }: Target) => ({ associateId });
const oneClient = ({ customerId }: Target) => ({ customerId });
const onePhone = ({ deviceId }: Target) => ({ deviceId });
const CODE = "AAAAAAAA";
const CREDENTIAL = { id: "x", rawId: "x", type: "public-key", response: {}, clientExtensionResults: {} };
const PROOF = { proofId: "made-up", response: CREDENTIAL };
const PIN = "739164";
const TOKEN = { token: "made-up" };

/** Every procedure there is. One without a row here fails the test: nobody has said who it is for. */
export const PROCEDURE_ROWS: Readonly<Record<string, ProcedureRow>> = {
  "session.team": look("phone", nothing),
  "session.signIn": change("phone", ({ associateId }) => ({ associateId, pin: PIN, app: "matrix" })),
  "session.stepUp": change("own", () => ({ pin: PIN })),
  "session.end": change("own", nothing),
  "session.mine": look("own", nothing),
  "session.endMine": change("own", ({ sessionId }) => ({ sessionId })),
  "session.endOther": change("end-sessions", ({ sessionId }) => ({ sessionId })),

  "proof.passkeyOptions": change("phone", somebody),
  "proof.passkey": change("phone", () => PROOF),
  "proof.visit": change("phone", nothing),
  "proof.comeBack": change("phone", () => ({ query: "state=x&code=y" })),
  "proof.stepUpOptions": change("own", nothing),
  "proof.stepUpPasskey": change("own", () => PROOF),
  "proof.stepUpVisit": change("own", nothing),
  "proof.stepUpComeBack": change("own", () => ({ query: "state=x&code=y" })),
  "proof.choosePin": change("own", () => ({ pin: PIN })),
  "proof.welcome": change("anyone", () => TOKEN),
  "proof.settleIn": change("anyone", () => ({ ...TOKEN, pin: PIN, passkey: null })),

  "phones.door": look("anyone", nothing),
  "phones.demoCode": change("anyone", ({ locationId }) => ({ locationId })),
  "phones.join": change("anyone", ({ deviceId }) => ({
    code: CODE,
    device: deviceId,
    publicKey: "x",
    signature: "x",
    app: "matrix",
  })),
  "phones.me": look("phone", nothing),
  "phones.list": look("see-phones", nothing),
  "phones.one": look("see-phones", onePhone),
  "phones.nextName": look("add-phone", nothing),
  "phones.addCode": change("add-phone", ({ locationId }) => ({ locationId, phoneName: "Made up" })),
  "phones.codeUse": change("add-phone", () => ({ code: CODE })),
  "phones.revoke": change("revoke-phone", onePhone),
  "phones.takeDepositIn": change("take-in-actions", () => ({ depositId: randomUUID() })),
  "phones.rescueKey": change("revoked-phone", nothing),
  "phones.deposit": change("revoked-phone", () => ({ sealed: "x" })),
  "phones.gone": change("revoked-phone", nothing),

  "people.list": look("see-people", ({ locationId }) => ({ locationId })),
  "people.add": change("manage-people", ({ locationId }) => ({ locationId, name: "Made up", role: "associate", login: "" })),
  "people.change": change("manage-people", ({ associateId }) => ({ associateId, name: "Changed", role: "associate", login: "" })),
  "people.move": change("manage-people", ({ associateId, locationId }) => ({
    associateId,
    to: locationId === "nowhere" ? "downtown" : locationId,
  })),
  "people.leave": change("manage-people", somebody),
  "people.invite": change("manage-people", somebody),
  "people.startAfresh": change("manage-people", somebody),
  "people.letTryAgain": change("end-sessions", somebody),
  "people.sessions": look("end-sessions", somebody),

  "clients.search": change("see-clients", ({ locationId }) => ({ words: canaryOf(locationId) })),
  "clients.open": change("see-clients", ({ customerId }) => ({ accessId: randomUUID(), customerId, reason: null })),
  "clients.looked": change("see-clients", ({ customerId }, { session }) => ({
    looks: [
      { accessId: randomUUID(), customerId, associateId: session.associateId, at: "2026-11-23T09:00:00.000Z", wasOffline: true },
    ],
  })),
  "clients.log": look("see-access-log", oneClient),
  "clients.export": change("export-client", oneClient),
  "clients.erase": change("erase-client", oneClient),

  "vault.lease": change("own", nothing),
  "vault.resume": change("phone", ({ associateId }) => ({ associateId, ticket: "made-up" })),

  "sync.exchange": change("own", ({ place, deviceId, locationId, associateId }, { session }) => ({
    proto: PROTOCOL_VERSION,
    device: place === "own-store" ? session.deviceId : deviceId,
    app: "matrix",
    epoch: null,
    push: [],
    outcomesKept: 0,
    cursor: { [`store:${locationId}`]: 0, [`associate:${associateId}`]: 0 },
    room: 2000,
  })),
  "sync.account": change("own", ({ place, deviceId }, { session }) => ({
    device: place === "own-store" ? session.deviceId : deviceId,
    ids: [],
    since: "2026-01-01T00:00:00.000Z",
  })),
  "sync.compare": change("own", ({ locationId }) => ({ feed: `store:${locationId}`, version: 1, chunks: { "orders/0": "x" } })),
  "rescue.key": change("own", nothing),
  "rescue.takeIn": change("own", () => ({ sealed: Buffer.from("made up").toString("base64") })),
  "stock.exact": look("see-store", () => ({ sku: "COAT" })),
};

/** Procedures whose place is always the store of the phone in hand: there is no other place to ask for. */
export const AT_THIS_STORE: ReadonlySet<string> = new Set(["stock.exact", "phones.list", "phones.nextName", "phones.codeUse"]);
/** Those about a thing that the matrix makes up: nobody finds it, whoever they are. */
export const MADE_UP: ReadonlySet<string> = new Set(["phones.codeUse", "phones.takeDepositIn"]);
/** Those that answer somebody at work with a refusal of their own, as data, where the client is not the store's. */
export const REFUSES_AS_DATA: ReadonlySet<string> = new Set(["clients.search", "clients.open", "clients.looked"]);
