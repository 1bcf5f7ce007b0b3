/** The settings as they stand in the environment, untouched. The only place that reads it. */
export type Env = {
  readonly DATABASE_URL: string | undefined;
  readonly PORT: string | undefined;
  readonly HOST: string | undefined;
  readonly AISLE_DATA: string | undefined;
  readonly AISLE_DEMO: string | undefined;
  readonly AISLE_SECRET: string | undefined;
  readonly AISLE_LOG: string | undefined;
  readonly AISLE_WATCH_TOKEN: string | undefined;
};

export const SETTING_NAMES = [
  "DATABASE_URL",
  "PORT",
  "HOST",
  "AISLE_DATA",
  "AISLE_DEMO",
  "AISLE_SECRET",
  "AISLE_LOG",
  "AISLE_WATCH_TOKEN",
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
    AISLE_LOG: read("AISLE_LOG"),
    AISLE_WATCH_TOKEN: read("AISLE_WATCH_TOKEN"),
  };
}
