/** What the screens said, held against what head office has. */
export type Verdict = {
  /** Notes whose sheet closed: the screen had called them saved. */
  readonly promised: number;
  readonly denied: number;
  readonly arrived: number;
  /** Called saved, and not at head office. */
  readonly lost: number;
  /** At head office twice. */
  readonly doubled: number;
  /** The screen said that it could not be saved, and yet head office has it. */
  readonly lied: number;
};

type Query = { readonly query: <Row>(text: string) => Promise<readonly Row[]> };

/** `saw` is what the associates said: `<run> saved <text>` and the like; the texts are unique, and begin with the run's name. */
export async function judge(database: Query, saw: readonly string[]): Promise<Verdict> {
  const said = (verb: string) => new Set(saw.flatMap((words) => new RegExp(`^\\w+ ${verb} (.+)$`).exec(words)?.[1] ?? []));
  const [promised, denied] = [said("saved"), said("denied")];
  const notes = await database.query<{ text: string; times: number }>(
    "select text, count(*)::int as times from customer_note where text ~ '^k[0-9]+b? [0-9a-f]{8}$' group by 1",
  );
  const timesByText = new Map(notes.map(({ text, times }) => [text, times]));
  return {
    promised: promised.size,
    denied: denied.size,
    arrived: timesByText.size,
    lost: [...promised].filter((text) => !timesByText.has(text)).length,
    doubled: notes.filter(({ times }) => times > 1).length,
    lied: [...denied].filter((text) => timesByText.has(text)).length,
  };
}
