import pg from "pg";

/** A statement as it went to Postgres. */
export type Recorded = { readonly text: string; readonly values: readonly unknown[]; readonly name?: string };

/** Notes every statement this process sends to Postgres while `work` runs. */
export async function recordStatements(work: () => Promise<unknown>): Promise<Recorded[]> {
  const statements: Recorded[] = [];
  const original = pg.Client.prototype.query;
  // Boundary: pg's query has ten overloads; only two forms are used here, text and config.
  pg.Client.prototype.query = function spy(this: pg.Client, ...args: unknown[]) {
    const [first, second] = args as [string | Recorded, unknown[] | undefined];
    if (typeof first === "string") statements.push({ text: first, values: second ?? [] });
    else statements.push({ text: first.text, values: first.values ?? second ?? [], ...(first.name ? { name: first.name } : {}) });
    return Reflect.apply(original, this, args);
  } as typeof original;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return statements;
}

/** Puts other ids in place of the recorded ones, in texts and values alike. */
export function rebind(statements: readonly Recorded[], ids: ReadonlyMap<string, string>): Recorded[] {
  const replaceText = (text: string) => {
    let result = text;
    for (const [from, to] of ids) if (result.includes(from)) result = result.replaceAll(from, to);
    return result;
  };
  const replace = (value: unknown): unknown => {
    if (typeof value === "string") return replaceText(value);
    return Array.isArray(value) ? value.map(replace) : value;
  };
  return statements.map((each) => ({
    ...each,
    text: each.values.length > 0 ? each.text : replaceText(each.text),
    values: each.values.map(replace),
  }));
}
