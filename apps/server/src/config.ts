import path from "node:path";
import { ok, type Result, refuse } from "@aisle/domain";
import { RETENTION_MONTHS } from "./customers/client-retention.ts";
import type { Env } from "./env.ts";
import { decideProof, type ProofSettings } from "./sessions/proof-settings.ts";
import { parseImageHosts } from "./web/image-hosts.ts";

export type Config = ProofSettings & {
  /** Null: the Postgres that comes along, kept in `dataFolder`. */
  readonly databaseUrl: string | null;
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  /** Whether an empty database gets the demo chain. */
  readonly demo: boolean;
  /** Head office's own secret, base64url; null: the one kept in `dataFolder`. */
  readonly secret: string | null;
  /** After how many months without contact a client is forgotten; null: never. */
  readonly retentionMonths: number | null;
  readonly logLevel: string;
  /** Opens metrics and readiness to other machines; null: to none. */
  readonly watchToken: string | null;
  /** Hosts of product photos; null: those the catalogue names. */
  readonly imageHosts: readonly string[] | null;
  /** Whether a proxy of ours is in front, whose word on addresses counts. */
  readonly trustsProxy: boolean;
};

/** One thing wrong with one setting, and how to mend it. */
export type SettingProblem = { readonly setting: string; readonly problem: string };

/** Shorter ones can be guessed. */
const WATCH_TOKEN = /^[\w-]{16,}$/;

/** At least 32 bytes in base64url. */
const SECRET = /^[\w-]{43,}$/;

const LOG_LEVELS = ["silent", "error", "warn", "info"];

/** Turns settings into decisions, or says everything that is wrong with them at once. */
export function decideConfig(env: Env, cwd: string): Result<Config, readonly SettingProblem[]> {
  const problems: SettingProblem[] = [];
  const complain = (setting: string, problem: string) => problems.push({ setting, problem });
  const port = env.PORT === undefined ? 3000 : Number(env.PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    complain("PORT", `"${env.PORT}" is not a port. Use a whole number from 1 to 65535, such as 3000.`);
  }
  if (env.DATABASE_URL !== undefined) {
    const problem = problemOfDatabaseUrl(env.DATABASE_URL);
    if (problem) complain("DATABASE_URL", problem);
  }
  const logLevel = env.AISLE_LOG ?? "warn";
  if (!LOG_LEVELS.includes(logLevel)) complain("AISLE_LOG", `"${logLevel}" is not a level. Use one of ${LOG_LEVELS.join(", ")}.`);
  if (env.AISLE_DEMO !== undefined && !["on", "off"].includes(env.AISLE_DEMO)) {
    complain("AISLE_DEMO", `"${env.AISLE_DEMO}" is neither on nor off.`);
  }
  const demo = env.AISLE_DEMO !== "off" && (env.AISLE_DEMO === "on" || env.DATABASE_URL === undefined);
  const proof = decideProof(env, { demo, complain });
  const watchToken = env.AISLE_WATCH_TOKEN ?? null;
  if (watchToken !== null && !WATCH_TOKEN.test(watchToken)) {
    complain("AISLE_WATCH_TOKEN", "is not 16 or more letters, digits, - and _. Make one with: openssl rand -hex 16");
  }
  const secret = env.AISLE_SECRET ?? null;
  if (secret !== null && !SECRET.test(secret)) {
    complain("AISLE_SECRET", "is not 43 or more letters, digits, - and _. Make one with: openssl rand -hex 32");
  }
  const months = env.AISLE_RETENTION_MONTHS ?? String(RETENTION_MONTHS);
  const retentionMonths = months === "off" ? null : Number(months);
  if (retentionMonths !== null && !(Number.isInteger(retentionMonths) && retentionMonths >= 1 && retentionMonths <= 120)) {
    complain(
      "AISLE_RETENTION_MONTHS",
      `"${months}" is neither 1 to 120 nor off. Use the months a client is kept without contact.`,
    );
  }
  const imageHosts = env.AISLE_IMAGE_HOSTS === undefined ? null : parseImageHosts(env.AISLE_IMAGE_HOSTS);
  if (env.AISLE_IMAGE_HOSTS !== undefined && imageHosts === null) {
    complain("AISLE_IMAGE_HOSTS", `"${env.AISLE_IMAGE_HOSTS}" are not hosts. Write them as cdn.example.com, *.example.com.`);
  }
  if (env.AISLE_TRUST_PROXY !== undefined && !["on", "off"].includes(env.AISLE_TRUST_PROXY)) {
    complain("AISLE_TRUST_PROXY", `"${env.AISLE_TRUST_PROXY}" is neither on nor off.`);
  }
  if (problems.length > 0) return refuse(problems);
  return ok({
    databaseUrl: env.DATABASE_URL ?? null,
    host: env.HOST ?? "0.0.0.0",
    port,
    dataFolder: path.resolve(cwd, env.AISLE_DATA ?? ".aisle"),
    demo,
    ...proof,
    secret,
    retentionMonths,
    logLevel,
    watchToken,
    imageHosts,
    trustsProxy: env.AISLE_TRUST_PROXY === "on",
  });
}

function problemOfDatabaseUrl(text: string): string | null {
  if (!URL.canParse(text)) return `"${withoutPassword(text)}" is not a URL. Write it as postgres://user:password@host:5432/name.`;
  const { protocol } = new URL(text);
  if (protocol === "postgres:" || protocol === "postgresql:") return null;
  return `"${withoutPassword(text)}" is not a Postgres URL. It begins with postgres://`;
}

function withoutPassword(url: string): string {
  return url.replace(/(^|\/\/)([^:@/]*):(?!\/\/).*@/, "$1$2:...@");
}
