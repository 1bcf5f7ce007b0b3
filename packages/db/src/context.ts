import type pg from "pg";

/**
 * Whose work a statement is. The policies of every table (walls/policies.ts) read it from Postgres's settings `app.*`; what it
 * leaves out is unknown, and where nothing is known nothing is seen and nothing written.
 */
export type Context = {
  readonly associateId?: string | undefined;
  readonly deviceId?: string | undefined;
  readonly locationId?: string | undefined;
  readonly role?: string | undefined;
  /** The locations this person may see. */
  readonly reach?: readonly string[] | "everywhere" | undefined;
  /** The actions their role has anywhere: `Action` of `@aisle/domain`. */
  readonly may?: readonly string[] | undefined;
  /**
   * No person's work. `door`: what must be read before anybody is known (sessions, phones, staff, codes, proofs, wrong tries).
   * `office`: jobs, broadcast, import, seed.
   */
  readonly system?: "door" | "office" | undefined;
};

/** What must be read before anybody is known. */
export const DOOR: Context = { system: "door" };
/** Head office's own work: jobs, broadcast, import, seed. */
export const OFFICE: Context = { system: "office" };

/** Set by one statement, planned once per connection. It answers no row, so that it can ride ahead of another one. */
export const SET_CONTEXT = {
  name: "set-context",
  text: `select from (select 1) as nothing where (set_config('app.associate_id', $1, true) || set_config('app.device_id', $2, true)
    || set_config('app.location_id', $3, true) || set_config('app.role', $4, true) || set_config('app.reach', $5, true)
    || set_config('app.may', $6, true)) is null`,
} as const;

/** Not to be confused with the array of one location called `*`, which is written with quotes. */
export const EVERYWHERE = "{*}";

/** The values of `SET_CONTEXT`. Every setting has one: nothing of an older context can shine through. */
export function contextValues(context: Context): string[] {
  const { associateId = "", deviceId = "", locationId = "", role = "", reach = [], may = [], system } = context;
  const everywhere = system !== undefined || reach === "everywhere";
  return [
    associateId,
    deviceId,
    locationId,
    role,
    everywhere ? EVERYWHERE : arrayText(reach),
    arrayText(system === undefined ? may : [...may, `@${system}`]),
  ];
}

/** False for a context under which nothing could be seen. */
export function isSomebody({ associateId, deviceId, system }: Context): boolean {
  return associateId !== undefined || deviceId !== undefined || system !== undefined;
}

/** Lets a new connection know `SET_CONTEXT`, ahead of everything else that is sent on it. */
export function prepareContext(client: pg.PoolClient): void {
  // A connection on which this fails refuses every context later: nothing is seen there, and each statement throws.
  client.query({ ...SET_CONTEXT, values: contextValues({}) }).catch(() => undefined);
}

function arrayText(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}
