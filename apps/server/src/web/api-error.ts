import { randomUUID } from "node:crypto";
import { isTransient } from "@aisle/db";
import { whereOf } from "@aisle/protocol";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import { TRPC_ERROR_CODES_BY_KEY } from "@trpc/server/rpc";
import { ZodError } from "zod";
import { PhoneRefusal, type PhoneRefusalFacts } from "../phones/phone-refusal.ts";
import { TooOften } from "./pace.ts";

/** What somebody outside may know of an error. Nothing of a fault's inside leaves the building; the incident leads to the log line. */
export type ApiError = {
  readonly message: string;
  readonly data: {
    readonly code: TRPCError["code"];
    readonly httpStatus: number;
    /** The field that is wrong, such as `push.0.seq`; null when no field is to blame. */
    readonly where: string | null;
    /** Whether the same request may be answered later. */
    readonly retryable: boolean;
    readonly incident: string | null;
    /** After how many ms the same may be asked again; null where nothing says so. */
    readonly afterMs: number | null;
    /** What a phone does next that did not show which phone it is; null when that is not the trouble. */
    readonly phone: PhoneRefusalFacts | null;
  };
};

const WORDS: Partial<Record<TRPCError["code"], string>> = {
  INTERNAL_SERVER_ERROR: "Something broke at head office",
  SERVICE_UNAVAILABLE: "Head office's database does not answer",
};

export function apiErrorOf(error: TRPCError): ApiError {
  const code = error.code === "INTERNAL_SERVER_ERROR" && isTransient(error.cause) ? "SERVICE_UNAVAILABLE" : error.code;
  const httpStatus = getHTTPStatusCodeFromError(new TRPCError({ code }));
  const isFault = httpStatus >= 500;
  const issue = error.cause instanceof ZodError ? error.cause.issues[0] : undefined;
  const said = issue ? issue.message : error.message;
  return {
    message: (WORDS[code] ?? said).slice(0, MAX_MESSAGE),
    data: {
      code,
      httpStatus,
      where: issue ? whereOf(issue.path) : null,
      retryable: isFault || code === "TOO_MANY_REQUESTS" || code === "TIMEOUT",
      incident: isFault ? incidentOf(error) : null,
      afterMs: error.cause instanceof TooOften ? error.cause.afterMs : null,
      phone: error.cause instanceof PhoneRefusal ? error.cause.facts : null,
    },
  };
}

/** Enough for a sentence: what a stranger sends is not sent back to them whole. */
const MAX_MESSAGE = 200;

/** The body of an answer that never reached tRPC, in tRPC's own shape, so that a phone reads one kind of error only. */
export function errorBody({ message, data }: ApiError): string {
  return JSON.stringify({ error: { message, code: TRPC_ERROR_CODES_BY_KEY[data.code], data } });
}

const incidents = new WeakMap<object, string>();

/** The short id of a fault, the same each time it is asked for. */
export function incidentOf(fault: object): string {
  const incident = incidents.get(fault) ?? randomUUID().slice(0, 8);
  incidents.set(fault, incident);
  return incident;
}
