import { pino } from "pino";

export type Logger = {
  readonly info: (facts: LogFacts, message: string) => void;
  readonly warn: (facts: LogFacts, message: string) => void;
  readonly error: (facts: LogFacts, message: string) => void;
};

/** What a log line may hold: ids, codes, counts and times. Names, addresses, notes and bodies have no place here by type. */
export type LogFacts = {
  readonly [key in
    | "event"
    | "incident"
    | "command"
    | "commandId"
    | "deviceId"
    | "carrier"
    | "carriedBy"
    | "actions"
    | "known"
    | "unreadable"
    | "feed"
    | "chunk"
    | "tombstones"
    | "outcomes"
    | "parts"
    | "code"
    | "kind"
    | "fault"
    | "where"
    | "method"
    | "path"
    | "status"
    | "ms"
    | "url"
    | "port"
    | "signal"
    | "open"
    | "phase"]?: string | number | undefined;
};

export function createLogger(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: false }));
}

export const silentLogger: Logger = { info: () => {}, warn: () => {}, error: () => {} };
