/** The settings as they stand in the environment, untouched. The only place that reads it. */
export type Env = {
  readonly DATABASE_URL: string | undefined;
  readonly PORT: string | undefined;
  readonly HOST: string | undefined;
  readonly AISLE_DATA: string | undefined;
  readonly AISLE_DEMO: string | undefined;
  readonly AISLE_SECRET: string | undefined;
  readonly AISLE_SHIFT_START: string | undefined;
  readonly AISLE_ORIGIN: string | undefined;
  readonly AISLE_OIDC_ISSUER: string | undefined;
  readonly AISLE_OIDC_CLIENT_ID: string | undefined;
  readonly AISLE_OIDC_CLIENT_SECRET: string | undefined;
  readonly AISLE_OIDC_NAME: string | undefined;
  readonly AISLE_OIDC_CLAIM: string | undefined;
  readonly AISLE_RETENTION_MONTHS: string | undefined;
  readonly AISLE_LOG: string | undefined;
  readonly AISLE_WATCH_TOKEN: string | undefined;
  readonly AISLE_IMAGE_HOSTS: string | undefined;
  readonly AISLE_TRUST_PROXY: string | undefined;
};

export const SETTING_NAMES = [
  "DATABASE_URL",
  "PORT",
  "HOST",
  "AISLE_DATA",
  "AISLE_DEMO",
  "AISLE_SECRET",
  "AISLE_SHIFT_START",
  "AISLE_ORIGIN",
  "AISLE_OIDC_ISSUER",
  "AISLE_OIDC_CLIENT_ID",
  "AISLE_OIDC_CLIENT_SECRET",
  "AISLE_OIDC_NAME",
  "AISLE_OIDC_CLAIM",
  "AISLE_RETENTION_MONTHS",
  "AISLE_LOG",
  "AISLE_WATCH_TOKEN",
  "AISLE_IMAGE_HOSTS",
  "AISLE_TRUST_PROXY",
] as const;

export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const read = (name: (typeof SETTING_NAMES)[number]) => source[name]?.trim() || undefined;
  return {
    DATABASE_URL: read("DATABASE_URL"),
    PORT: read("PORT"),
    HOST: read("HOST"),
    AISLE_DATA: read("AISLE_DATA"),
    AISLE_DEMO: read("AISLE_DEMO"),
    AISLE_SECRET: read("AISLE_SECRET"),
    AISLE_SHIFT_START: read("AISLE_SHIFT_START"),
    AISLE_ORIGIN: read("AISLE_ORIGIN"),
    AISLE_OIDC_ISSUER: read("AISLE_OIDC_ISSUER"),
    AISLE_OIDC_CLIENT_ID: read("AISLE_OIDC_CLIENT_ID"),
    AISLE_OIDC_CLIENT_SECRET: read("AISLE_OIDC_CLIENT_SECRET"),
    AISLE_OIDC_NAME: read("AISLE_OIDC_NAME"),
    AISLE_OIDC_CLAIM: read("AISLE_OIDC_CLAIM"),
    AISLE_RETENTION_MONTHS: read("AISLE_RETENTION_MONTHS"),
    AISLE_LOG: read("AISLE_LOG"),
    AISLE_WATCH_TOKEN: read("AISLE_WATCH_TOKEN"),
    AISLE_IMAGE_HOSTS: read("AISLE_IMAGE_HOSTS"),
    AISLE_TRUST_PROXY: read("AISLE_TRUST_PROXY"),
  };
}
